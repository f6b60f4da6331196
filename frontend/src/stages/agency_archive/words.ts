import { t } from "@/shared/i18n";

/** What the pages of this stage say, in the language of the person: live, so it may stand in a constant; its strings may not. */
export const words = t.agency_archive;
