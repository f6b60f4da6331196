/** The page's way of imports: app → stages → shared → api; no stage imports another. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-stage-imports-another", severity: "error", from: { path: "^src/stages/([^/]+)/" }, to: { path: "^src/stages/", pathNot: "^src/stages/$1/" } },
    { name: "stages-know-no-app", severity: "error", from: { path: "^src/stages/" }, to: { path: "^src/app/" } },
    { name: "shared-knows-no-stage", severity: "error", from: { path: "^src/shared/" }, to: { path: "^src/(app|stages)/" } },
    { name: "api-knows-nobody", severity: "error", from: { path: "^src/api/" }, to: { path: "^src/(app|stages|shared)/" } },
  ],
  options: { doNotFollow: { path: "node_modules" }, tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true },
};
