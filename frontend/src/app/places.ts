import type { Me } from "@/shared/api/types";
import { t } from "@/shared/i18n";

export interface Place {
  to: string;
  label: string;
  /** The permission that opens it; without one, it is everybody's. */
  needs?: string;
}

export interface Group {
  title: string;
  places: Place[];
  /** Seldom used: behind its heading until somebody opens it; the name under which that is remembered. */
  folds?: string;
}

function groupsOf(historical: boolean): Group[] {
  const n = t.app.nav;
  return [
    {
      title: n.mine,
      places: [
        { to: "/ban-lam-viec", label: n.home },
        { to: "/tim-kiem", label: n.search, needs: "search" },
        { to: "/vang-mat", label: t.handling.away.title, needs: "appointSubstitute" },
      ],
    },
    {
      title: n.documents,
      places: [
        { to: "/van-ban-den", label: n.incoming, needs: "listIncoming" },
        { to: "/van-ban-di", label: n.outgoing, needs: "listOutgoing" },
        { to: "/so-dang-ky", label: n.registers, needs: "readRegister" },
        { to: "/bao-cao", label: t.deadlines.report.nav, needs: "reportHandling" },
      ],
    },
    {
      title: n.further,
      folds: "documents",
      places: [
        { to: "/tim-nang-cao", label: t.deadlines.find.title, needs: "listIncoming" },
        { to: "/ky-nhan", label: t.handling.receipts.title, needs: "listReceipts" },
        { to: "/bi-thu-den", label: t.intake.envelopes.title, needs: "receiveEnvelope" },
        { to: "/giao-soan-thao", label: t.drafting.assigned.title, needs: "listDraftAssignments" },
        { to: "/kiem-tra-the-thuc", label: t.layout.title, needs: "listOutgoing" },
        { to: "/lien-nganh", label: t.drafting.joint.page, needs: "listJointSignatures" },
        { to: "/so-gui", label: t.drafting.post.book, needs: "listDispatches" },
        { to: "/so-ban-sao", label: t.signing.copies.register, needs: "listCopyRegister" },
        { to: "/cach-ly", label: t.verification.quarantine.title, needs: "listQuarantined" },
        { to: "/nhom-tai-lieu", label: t.groups.title, needs: "listRecordGroups" },
        { to: "/quyen-xem", label: n.accessChanges, needs: "decideAccessChange" },
      ],
    },
    { title: n.dossiers, places: [{ to: "/ho-so", label: n.dossierList, needs: "listDossiers" }] },
    {
      title: historical ? n.historical : n.archive,
      places: [
        { to: "/nop-luu", label: n.submissions, needs: "listSubmissions" },
        { to: "/kho-luu-tru", label: n.holdings, needs: "listHoldings" },
        { to: "/nop-lich-su", label: n.transfers, needs: "listTransfers" },
        { to: "/luu-tru-lich-su", label: n.archival, needs: "listArchivalDossiers" },
      ],
    },
    { title: n.province, places: [{ to: "/don-vi-cham", label: n.standing, needs: "listAgencyStanding" }] },
    { title: n.admin, folds: "admin", places: adminPlaces() },
  ];
}

/** So many entries stand on a screen of 768 px; no more than that, and nothing folds. A group of one or two never does. */
const FEW = 14;

/** The screens in the order of a document's life; only what the person's roles can use. */
export function placesOf(me: Me): Group[] {
  const historical = me.permissions.includes("answerTransfer") || me.roles.every((r) => r === "docgia" || r === "phongdoc");
  const groups = groupsOf(historical)
    .map((g) => ({ ...g, places: g.places.filter((p) => may(me, p)) }))
    .filter((g) => g.places.length > 0);
  const all = groups.reduce((n, g) => n + g.places.length, 0) <= FEW || me.roles.every((r) => r === "quantri");
  const own = groups.some((g) => g.title === t.app.nav.documents);
  return groups.map((g) => (g.folds === "documents" && !own ? { ...g, title: t.app.nav.documents } : g)).map((g) => (all || g.places.length < 3 ? { title: g.title, places: g.places } : g));
}

export function adminPlaces(): Place[] {
  const n = t.administration.tabs;
  return [
    { to: "/quan-tri", label: n.people, needs: "listPeople" },
    { to: "/quan-tri/don-vi", label: n.units, needs: "listAgencyUnits" },
    { to: "/quan-tri/so", label: n.series, needs: "listSeries" },
    { to: "/quan-tri/tham-quyen", label: n.authorities, needs: "listAuthorities" },
    { to: "/hinh-chu-ky", label: t.signing.images.title, needs: "listMarkImages" },
    { to: "/ban-giao-thiet-bi", label: t.signing.devices.title, needs: "listDeviceHandovers" },
    { to: "/quan-tri/phan-phoi", label: n.distributors, needs: "listAuthorities" },
    { to: "/linh-vuc", label: t.handling.fields.title, needs: "assignField" },
    { to: "/quan-tri/lich", label: n.calendar, needs: "listCalendarDays" },
    { to: "/quan-tri/han", label: n.terms, needs: "getDeadlineRules" },
    { to: "/quan-tri/co-quan", label: n.agency, needs: "getOwnAgency" },
  ];
}

const ACTS = (): Place[] => [
  { to: "/van-ban-den/vao-so", label: t.app.nav.register, needs: "registerIncoming" },
  { to: "/van-ban-di/soan", label: t.app.nav.draft, needs: "draftOutgoing" },
];

const may = (me: Pick<Me, "permissions">, place: Place): boolean => !place.needs || me.permissions.includes(place.needs);

/** What a person may begin; in the palette beside the screens. */
export const actsOf = (me: Me): Place[] => ACTS().filter((p) => may(me, p));

/** Whether the person's roles can use the screen at a path: the longest known path that it lies under decides. */
export function isOpenTo(me: Pick<Me, "permissions">, path: string): boolean {
  const under = (p: Place) => path === p.to || path.startsWith(`${p.to}/`);
  const known = [...groupsOf(false).flatMap((g) => g.places), ...ACTS()].filter(under).sort((a, b) => b.to.length - a.to.length)[0];
  return !known || may(me, known);
}

/** Where a record of a kind is opened. */
export function recordPlace(kind: string, id: string): string {
  const under: Record<string, string> = { incoming: "/van-ban-den", outgoing: "/van-ban-di", dossier: "/ho-so", archival_dossier: "/luu-tru-lich-su" };
  return `${under[kind] ?? "/ho-so"}/${id}`;
}
