import { describe, expect, it } from "vitest";
import { fold, foundIn } from "@/shared/lib/fold";
import { greeting } from "./greeting";
import type { Me } from "@/shared/api/types";
import { isOpenTo, placesOf, recordPlace } from "./places";
import { countsByPlace, linkOf, sorted, type Basket } from "./work";

const basket = (code: string, count: number, link: string): Basket => ({
  id: code,
  state: count ? "waiting" : "empty",
  code,
  label: "Nhãn",
  count,
  hint: "",
  link,
  oldest_on: null,
});

describe("the desk greets", () => {
  const work = [basket("to_register", 0, "/van-ban-den?state=waiting"), basket("to_present", 4, "/van-ban-den?state=registered")];
  it("with the first work that waits, by the time of the day in Hà Nội", () => {
    expect(greeting("Phạm Thu Hà", work, 8)).toBe("Chào Phạm Thu Hà, sáng nay có 4 văn bản chờ trình");
    expect(greeting("Phạm Thu Hà", work, 15)).toContain("chiều nay");
    expect(greeting("Phạm Thu Hà", work, 20)).toContain("tối nay");
  });
  it("and says so when nothing waits, or nothing is known", () => {
    expect(greeting("Phạm Thu Hà", [basket("to_register", 0, "/")], 8)).toBe("Chào Phạm Thu Hà, sáng nay không có việc nào chờ");
    expect(greeting("Phạm Thu Hà", [], 8)).toBe("Chào Phạm Thu Hà");
  });
});

describe("the home page", () => {
  it("shows what burns first, then the desks in their order, and names the empty ones apart", () => {
    const found = ["to_register", "to_present", "to_issue", "due_today", "overdue"].map((code, n) => basket(code, n === 1 ? 0 : n + 1, "/"));
    const codes = Object.values(sorted(found)).map((part) => part.map((b) => b.code));
    expect(codes).toEqual([["overdue", "due_today"], ["to_register", "to_issue"], ["to_present"]]);
  });
});

describe("the rail", () => {
  const person = (roles: string[], permissions: string[]) => ({ roles, permissions }) as unknown as Me;
  const often = ["search", "listIncoming", "listOutgoing", "readRegister", "reportHandling", "listDossiers", "listSubmissions", "listTransfers"];
  const seldom = ["listReceipts", "receiveEnvelope", "listDraftAssignments", "listJointSignatures", "listDispatches", "listCopyRegister"];
  it("folds what is seldom used away when there is more than a screen holds, never the documents themselves", () => {
    const clerk = placesOf(person(["vanthu"], [...often, ...seldom]));
    expect(clerk.filter((g) => g.folds).map((g) => g.places.length)).toEqual([8]);
    expect(clerk.filter((g) => !g.folds).flatMap((g) => g.places.map((p) => p.to))).toContain("/van-ban-den");
    expect(placesOf(person(["chuyenvien"], often)).some((g) => g.folds)).toBe(false);
  });
  it("counts what waits behind a screen once, not again as overdue", () => {
    const baskets = [
      basket("given", 5, "/van-ban-den?desk=given"),
      basket("overdue_mine", 2, "/van-ban-den?desk=given&due_before=2026-11-24"),
      basket("to_sign", 1, "/van-ban-di?desk=to_sign"),
    ];
    expect(countsByPlace(baskets)).toEqual({ "/van-ban-den": 5, "/van-ban-di": 1 });
  });
  it("opens the list behind a number", () => {
    expect(linkOf({ link: "/van-ban-den?desk=given&due_before=2026-11-24" })).toEqual({
      to: "/van-ban-den",
      search: { desk: "given", due_before: "2026-11-24" },
    });
  });
  it("leads nobody to a screen that the roles do not use", () => {
    const clerk = { permissions: ["listIncoming"] };
    expect(isOpenTo(clerk, "/van-ban-den/0190")).toBe(true);
    expect(isOpenTo(clerk, "/van-ban-den/vao-so")).toBe(false);
    expect(isOpenTo(clerk, "/quan-tri/lich")).toBe(false);
    expect(isOpenTo(clerk, "/ban-lam-viec")).toBe(true);
  });
});

describe("a name is found", () => {
  it("without marks, by the beginnings of its words", () => {
    expect(fold("Đưa văn bản ĐẾN")).toBe("dua van ban den");
    expect(foundIn("Kho lưu trữ hiện hành", "luu tru")).toBe(true);
    expect(foundIn("Kho lưu trữ hiện hành", "tru kho")).toBe(true);
    expect(foundIn("Kho lưu trữ hiện hành", "so")).toBe(false);
  });
  it("and a record opens where its kind lives", () => {
    expect(recordPlace("outgoing", "7")).toBe("/van-ban-di/7");
    expect(recordPlace("archival_dossier", "7")).toBe("/luu-tru-lich-su/7");
  });
});
