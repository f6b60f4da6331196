import type { ReactNode } from "react";

const icon = (inside: ReactNode) => () => <svg viewBox="0 0 24 24" aria-hidden="true">{inside}</svg>;

export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const BellIcon = icon(<path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 6H4s2-1 2-6M10 20a2.2 2.2 0 0 0 4 0" />);
export const HelpIcon = icon(<path d="M9.2 9a2.9 2.9 0 1 1 4.3 2.5c-.9.6-1.5 1.1-1.5 2.2M12 17.4v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18" />);
export const FoldIcon = icon(<path d="m9 6 6 6-6 6" />);
