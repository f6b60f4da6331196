import { blobOf, get } from "@/shared/api/client";
import { save } from "./saving";

const OPEN = ["waiting", "running"];
const pause = (ms: number) => new Promise((kept) => setTimeout(kept, ms));

/** Follows a job until it ended; `told` hears its percentage. Throws with the job's reason when it failed or was stopped. */
export async function followed(jobId: string, told: (share: number) => void): Promise<Record<string, unknown>[]> {
  for (;;) {
    const job = await get(`/jobs/${jobId}`);
    told(job.percentage);
    if (job.state === "done") return job.items as Record<string, unknown>[];
    if (!OPEN.includes(job.state)) throw new Error(job.error || job.state);
    await pause(700);
  }
}

/** Follows the job of an export and saves its file under its name. */
export async function saveExport(jobId: string, told: (share: number) => void): Promise<string> {
  const [item] = await followed(jobId, told);
  const name = String(item?.name ?? "");
  save(await blobOf(`/files/${String(item?.sha256)}`), name);
  return name;
}
