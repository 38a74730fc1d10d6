import {
  ButtonIcon,
  Menu,
  MenuItem,
  MenuSection,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiCheckboxBlankLine,
  RiCheckboxLine,
  RiLayoutColumnLine,
} from '@remixicon/react';
import type { TableRow } from './VirtualTableModel';
import type { ColumnChoice } from './useColumnChoice';

export interface ColumnChooserProps<Row extends TableRow> {
  choice: ColumnChoice<Row>;
}

/** A menu with a tick for every column that can be hidden. */
export function ColumnChooser<Row extends TableRow>({
  choice: { optional, hiddenIds, hide, reset },
}: ColumnChooserProps<Row>) {
  const ids = optional.map(({ id }) => id);
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label="Columns"
        icon={<RiLayoutColumnLine size={16} />}
      />
      <Menu onAction={key => key === 'reset' && reset()}>
        <MenuSection
          title="Columns"
          selectionMode="multiple"
          selectedKeys={ids.filter(id => !hiddenIds.has(id))}
          onSelectionChange={selected =>
            hide(selected === 'all' ? [] : ids.filter(id => !selected.has(id)))
          }
        >
          {optional.map(({ id, header }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={header}
              iconStart={
                hiddenIds.has(id) ? <RiCheckboxBlankLine /> : <RiCheckboxLine />
              }
            >
              {header}
            </MenuItem>
          ))}
        </MenuSection>
        {hiddenIds.size > 0 && <MenuSeparator />}
        {hiddenIds.size > 0 && <MenuItem id="reset">Reset to default</MenuItem>}
      </Menu>
    </MenuTrigger>
  );
}
