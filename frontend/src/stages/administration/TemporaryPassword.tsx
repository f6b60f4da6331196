import { Button, Input, Space } from "antd";
import { words } from "./words";

const SETS = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!@#$%"];

function below(limit: number): number {
  // Rejects the tail, so that every letter is equally likely.
  const most = Math.floor(2 ** 32 / limit) * limit;
  let drawn = most;
  while (drawn >= most) drawn = crypto.getRandomValues(new Uint32Array(1))[0] ?? most;
  return drawn % limit;
}

const one = (letters: string): string => letters.charAt(below(letters.length));

/** A temporary password that holds to the password rule, without letters that are misread. */
export function temporaryPassword(): string {
  const drawn = [...SETS.map(one), ...Array.from({ length: 8 }, () => one(SETS.slice(0, 3).join("")))];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [drawn[i], drawn[j]] = [drawn[j] ?? "", drawn[i] ?? ""];
  }
  return drawn.join("");
}

/** The field of a temporary password: typed or drawn by lot. */
export function TemporaryPassword({ value, onChange, id }: { value?: string; onChange?: (value: string) => void; id?: string }) {
  return (
    <Space.Compact style={{ width: "100%" }}>
      <Input id={id} value={value} autoComplete="off" maxLength={200} onChange={(e) => onChange?.(e.target.value)} />
      <Button onClick={() => onChange?.(temporaryPassword())}>{words.people.generate}</Button>
      <Button disabled={!value} onClick={() => void navigator.clipboard.writeText(value ?? "").catch(() => undefined)}>{words.people.copy}</Button>
    </Space.Compact>
  );
}
