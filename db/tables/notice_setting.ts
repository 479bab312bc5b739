/** When somebody wants to be told: how long before a start, and at what hours nothing rings. */
export interface NoticeSettingTable {
  person_id: string;
  lead_minutes: number;
  /** IANA name: of the quiet hours, and of the times in mails. */
  zone: string | null;
  /** Minutes after midnight; both or none. */
  quiet_from: number | null;
  quiet_until: number | null;
}
