import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Loading } from "@/shared/ui/Page";
import { BrokenPage } from "./BrokenPage";
import { Shell } from "./Shell";

/** Every URL, once. */
const root = createRootRoute({ component: Shell, notFoundComponent: lazyRouteComponent(() => import("./NotFoundPage")) });
const at = <const P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    validateSearch: (s: Record<string, unknown>): { [key: string]: unknown } => s,
  });

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/ban-lam-viec" });
    },
  }),
  at("/ban-lam-viec", () => import("./HomePage")),
  at("/van-ban-den", () => import("@/stages/correspondence/IncomingListPage")),
  at("/van-ban-den/vao-so", () => import("@/stages/correspondence/RegisterIncomingPage")),
  at("/ky-nhan", () => import("@/stages/correspondence/ReceiptsPage")),
  at("/vang-mat", () => import("@/stages/administration/AbsencePage")),
  at("/linh-vuc", () => import("@/stages/administration/FieldsPage")),
  at("/bi-thu-den", () => import("@/stages/correspondence/EnvelopesPage")),
  at("/phan-hoi-noi-gui", () => import("@/stages/correspondence/AnswersPage")),
  at("/van-ban-den/$id", () => import("./IncomingPage")),
  at("/van-ban-di", () => import("@/stages/correspondence/OutgoingListPage")),
  at("/van-ban-di/soan", () => import("@/stages/correspondence/DraftOutgoingPage")),
  at("/van-ban-di/$id", () => import("./OutgoingPage")),
  at("/kiem-tra-the-thuc", () => import("@/stages/correspondence/LayoutPage")),
  at("/giao-soan-thao", () => import("@/stages/correspondence/DraftAssignmentsPage")),
  at("/lien-nganh", () => import("@/stages/correspondence/JointListPage")),
  at("/lien-nganh/$id", () => import("@/stages/correspondence/JointPage")),
  at("/so-gui", () => import("@/stages/correspondence/DispatchesPage")),
  at("/so-ban-sao", () => import("@/stages/correspondence/CopyRegisterPage")),
  at("/hinh-chu-ky", () => import("@/stages/administration/MarkImagesPage")),
  at("/ban-giao-thiet-bi", () => import("@/stages/administration/DeviceHandoversPage")),
  at("/so-dang-ky", () => import("@/stages/correspondence/RegistersPage")),
  at("/so-dang-ky/$id", () => import("@/stages/correspondence/RegisterBookPage")),
  at("/ho-so", () => import("@/stages/dossiers/DossierListPage")),
  at("/ho-so/$id", () => import("@/stages/dossiers/DossierPage")),
  at("/nop-luu", () => import("@/stages/agency_archive/SubmissionListPage")),
  at("/nop-luu/$id", () => import("@/stages/agency_archive/SubmissionPage")),
  at("/kho-luu-tru", () => import("@/stages/agency_archive/HoldingListPage")),
  at("/kho-luu-tru/$id", () => import("@/stages/agency_archive/HoldingPage")),
  at("/nop-lich-su", () => import("@/stages/historical_archive/TransferListPage")),
  at("/nop-lich-su/$id", () => import("@/stages/historical_archive/TransferPage")),
  at("/luu-tru-lich-su", () => import("@/stages/historical_archive/ArchivalListPage")),
  at("/luu-tru-lich-su/$id", () => import("@/stages/historical_archive/ArchivalDossierPage")),
  at("/chua-lap-ho-so", () => import("@/stages/oversight/UnfiledPage")),
  at("/den-han-nop", () => import("@/stages/oversight/DueDossiersPage")),
  at("/don-vi-cham", () => import("@/stages/oversight/StandingPage")),
  at("/quan-tri", () => import("@/stages/administration/PeoplePage")),
  at("/quan-tri/nguoi/$id", () => import("@/stages/administration/PersonPage")),
  at("/quan-tri/don-vi", () => import("@/stages/administration/UnitsPage")),
  at("/quan-tri/so", () => import("@/stages/administration/SeriesPage")),
  at("/quan-tri/tham-quyen", () => import("@/stages/administration/AuthoritiesPage")),
  at("/quan-tri/phan-phoi", () => import("@/stages/administration/DistributorsPage")),
  at("/quan-tri/lich", () => import("@/stages/administration/CalendarPage")),
  at("/quan-tri/co-quan", () => import("@/stages/administration/AgencyPage")),
  at("/nhom-tai-lieu", () => import("./GroupsPage")),
  at("/nhom-tai-lieu/$id", () => import("./GroupPage")),
  at("/quyen-xem", () => import("./AccessChangesPage")),
  at("/cach-ly", () => import("./QuarantinePage")),
  at("/quan-tri/han", () => import("@/stages/administration/DeadlineRulesPage")),
  at("/bao-cao", () => import("@/stages/oversight/ReportsPage")),
  at("/thong-bao", () => import("./NoticesPage")),
  at("/tim-nang-cao", () => import("@/stages/oversight/FindPage")),
  at("/tim-kiem", () => import("./SearchPage")),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...routes]),
  defaultPreload: "intent",
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: Loading,
  scrollRestoration: true,
  scrollToTopSelectors: ["#content"],
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
