/** How many pages a PDF of this machine has; undefined where it is no PDF or cannot be read. */
export async function pageCount(file: File): Promise<number | undefined> {
  if (file.type !== "application/pdf") return undefined;
  const pdfjs = await import("pdfjs-dist");
  const worker = await import("pdfjs-dist/build/pdf.worker.min.mjs?url");
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  const task = pdfjs.getDocument({ data: new Uint8Array(await file.arrayBuffer()), isEvalSupported: false });
  try {
    return (await task.promise).numPages;
  } catch {
    return undefined;
  } finally {
    void task.destroy();
  }
}
