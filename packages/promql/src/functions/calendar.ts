/** The functions of a time in seconds since 1970, in UTC; fractions of a second do not count. */
export const calendarFunctions: Readonly<
  Record<string, (seconds: number) => number>
> = {
  minute: of(date => date.getUTCMinutes()),
  hour: of(date => date.getUTCHours()),
  day_of_week: of(date => date.getUTCDay()),
  day_of_month: of(date => date.getUTCDate()),
  day_of_year: of(
    date =>
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
        Date.UTC(date.getUTCFullYear(), 0, 1)) /
        86_400_000 +
      1,
  ),
  days_in_month: of(date =>
    new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
    ).getUTCDate(),
  ),
  month: of(date => date.getUTCMonth() + 1),
  year: of(date => date.getUTCFullYear()),
};

function of(read: (date: Date) => number): (seconds: number) => number {
  return seconds => read(new Date(Math.trunc(seconds) * 1000));
}
