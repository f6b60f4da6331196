import { Tone, type ToneName } from "@/shared/ui/Tone";
import { words } from "./words";

const tones: Record<string, ToneName> = { held: "good", registered: "wait", transferred: "bad" };

/** Where a holding is on its way. */
export function HoldingTone({ state }: { state: string }) {
  return <Tone tone={tones[state] ?? "work"}>{words.holdingState[state] ?? state}</Tone>;
}
