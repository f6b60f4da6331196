import { access } from "./access";
import { administration } from "./administration";
import { agency_archive } from "./agency_archive";
import { app } from "./app";
import { books } from "./books";
import { codes } from "./codes";
import { correspondence } from "./correspondence";
import { deadlines } from "./deadlines";
import { dossiers } from "./dossiers";
import { drafting } from "./drafting";
import { groups } from "./groups";
import { handling } from "./handling";
import { historical_archive } from "./historical_archive";
import { intake } from "./intake";
import { layout } from "./layout";
import { oversight } from "./oversight";
import { reading } from "./reading";
import { shared } from "./shared";
import { signing } from "./signing";
import { verification } from "./verification";

/** The whole catalogue of this language: shared words and codes, the house, then the stages in the order of a document's life. */
export const all = { ...codes, shared, access, app, correspondence, drafting, groups, handling, intake, books, deadlines, dossiers, agency_archive, historical_archive, oversight, administration, reading, signing, verification, layout };
