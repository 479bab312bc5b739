/** What a person has said about another: counts as close; wants to be told when their door is open. */

export interface TieMarkTable {
  person_id: string;
  other_id: string;
  close: boolean;
  tell: boolean;
}
