import { Tone, type ToneName } from "@/shared/ui/Tone";
import { words } from "./words";

const transfers: Record<string, ToneName> = { registered: "wait", accepted: "work", packaged: "wait", refused: "bad", completed: "good", returned: "bad" };
const lines: Record<string, ToneName> = { waiting: "work", packaged: "good", failed: "late", accepted: "good", returned: "bad", refused: "bad" };

export const TransferTone = ({ state }: { state: string }) => <Tone tone={transfers[state] ?? "work"}>{words.state[state] ?? state}</Tone>;
export const LineTone = ({ state }: { state: string }) => <Tone tone={lines[state] ?? "work"}>{words.line[state] ?? state}</Tone>;
