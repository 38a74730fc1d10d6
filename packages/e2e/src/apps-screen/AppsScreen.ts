import { expect, type Locator, type Page } from '@playwright/test';

/** Texts of a row by column, as somebody reads them. */
export type ShownRow = Readonly<Record<string, string>>;

/** The table of workloads, on a tab or on the page. */
export interface AppsScreen {
  readonly table: Locator;
  /** Says which clusters are not live. */
  readonly banner: Locator;
  /** How the page hears of changes: Live, Reconnecting, … */
  readonly indicator: Locator;
  row(id: string): Locator;
  cell(id: string, column: string): Locator;
  /** Opens or closes a row by its arrow, and leaves the table: rows keep still under the pointer. */
  toggle(id: string): Promise<void>;
  /** The rows in sight by id, without the headings of clusters. */
  readRows(): Promise<Readonly<Record<string, ShownRow>>>;
}

/** Goes to a path with a table of workloads and waits for its rows. */
export async function openAppsScreen(
  page: Page,
  url: string,
): Promise<AppsScreen> {
  await page.goto(url);
  const screen = appsScreenOf(page);
  await expect(screen.table.locator('[data-row-id]').first()).toBeVisible();
  return screen;
}

/** The screen of a page that is on it already. */
export function appsScreenOf(page: Page): AppsScreen {
  const table = page.getByRole('treegrid', { name: 'Workloads' });
  const row = (id: string) => table.locator(`[data-row-id="${id}"]`);
  const cell = (id: string, column: string) =>
    row(id).locator(`[data-column="${column}"]`);
  return {
    table,
    banner: page.getByRole('list', { name: 'Clusters that are not live' }),
    indicator: page.getByRole('search', { name: 'Scope' }).getByRole('status'),
    row,
    cell,
    toggle: async id => {
      const name = row(id).getByRole('gridcell').first();
      await name.locator('span[aria-hidden="true"]').first().click();
      await page.mouse.move(0, 0);
    },
    readRows: () =>
      table.evaluate(element => {
        const rows = element.querySelectorAll<HTMLElement>('[data-row-id]');
        return Object.fromEntries(
          [...rows].flatMap(each => {
            const cells = [
              ...each.querySelectorAll<HTMLElement>('[data-column]'),
            ];
            return cells.length === 0
              ? []
              : [
                  [
                    each.dataset.rowId ?? '',
                    Object.fromEntries(
                      cells.map(one => [
                        one.dataset.column ?? '',
                        one.innerText.trim(),
                      ]),
                    ),
                  ],
                ];
          }),
        );
      }),
  };
}

/** The id of a row, by what it shows. */
export function rowIdOf(cluster: string, kind: string, name: string): string {
  return `${cluster}|${kind}|shop/${name}`;
}
