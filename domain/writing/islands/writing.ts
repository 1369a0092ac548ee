// Writing together: starts the desk of each document of the page.
import { Desk } from "./desk/desk";

for (const page of document.querySelectorAll<HTMLElement>("[data-island=writing]")) new Desk(page);
