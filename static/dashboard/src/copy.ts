/**
 * Puts the field's text on the clipboard.
 * @returns whether it is there; where the host gives its frame no clipboard, it stays selected for the person to copy
 */
export async function copyField(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}
