import { describe, expect, it } from "vitest";
import { Refused } from "@/shared/api/client";
import { atMoment, daysLate, numberAndSymbol, onDay, size } from "./format";
import { sentenceOf } from "./refusals";

describe("an office reads", () => {
  it("days as dd/mm/yyyy, and a moment in Hà Nội's time", () => {
    expect(onDay("2026-11-04")).toBe("04/11/2026");
    expect(onDay(null)).toBe("—");
    expect(atMoment("2026-12-31T17:30:00Z")).toContain("00:30");
  });
  it("how many days a document is late", () => {
    expect(daysLate("2026-11-20", "2026-11-24")).toBe(4);
    expect(daysLate("2026-11-25", "2026-11-24")).toBe(0);
    expect(daysLate(null)).toBe(0);
  });
  it("number and symbol as printed", () => {
    expect(numberAndSymbol({ number: "39", symbol: "KH-UBND" })).toBe("39/KH-UBND");
    expect(numberAndSymbol({ number: "", symbol: "" })).toBe("Chưa có số");
  });
  it("sizes", () => expect(size(2_621_440)).toBe("2,5 MB"));
});

describe("a refusal is told", () => {
  it("by the catalogue where the server could not speak", () => {
    expect(sentenceOf(new Refused({ status: 0, code: "no_connection", detail: "" }))).toContain("Không kết nối");
  });
  it("with who changed the record before", () => {
    expect(sentenceOf(new Refused({ status: 412, code: "stale", detail: "Đã sửa.", changed_by: "Phạm Thu Hà" }))).toContain("Phạm Thu Hà");
  });
  it("in words even when the failure is unknown", () => expect(sentenceOf(new TypeError("x"))).toContain("Lỗi hệ thống"));
});
