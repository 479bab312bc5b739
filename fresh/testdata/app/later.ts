export function answer(): string {
  return "loaded later";
}
