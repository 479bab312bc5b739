/** Somebody knew of an open room when they asked to be told of its host's door: of this room they need not be told. */
export interface DoorSeenTable {
  person_id: string;
  room_id: string;
}
