/** Hands bytes to the person: saved under a name, or as a file that the viewer opens beside the work. */
export function save(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const asFile = (bytes: Blob, name: string): File => new File([bytes], name, { type: bytes.type });
