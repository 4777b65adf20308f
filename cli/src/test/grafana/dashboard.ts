// Types of a dashboard file, from which `npm run generate` makes dashboard.schema.json.
import type { GraphFieldConfig, TableFieldOptions } from "@grafana/schema";
import type { DataSourceRef } from "@grafana/schema/dist/types/raw/dashboard/x/dashboard_types.gen";
import type { Options as Stat } from "@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type { Options as Table } from "@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen";
import type { Options as TimeSeries } from "@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

export type { Dashboard } from "@grafana/schema/dist/types/raw/dashboard/x/dashboard_types.gen";

/** A dashboard file omits fields that have their default. */
type Sparse<T> = T extends unknown[] ? T : T extends object ? { [K in keyof T]?: Sparse<T[K]> } : T;

/** Fields of a panel that depend on its type. `custom` are those of its field configuration and overrides. */
interface Panel<Options, Custom> {
  options: Sparse<Options>;
  custom: Sparse<Custom>;
}

export type stat = Panel<Stat, {}>;
export type table = Panel<Table, TableFieldOptions>;
export type timeseries = Panel<TimeSeries, GraphFieldConfig>;

/** Query of a panel. @grafana/schema has no type for queries of Prometheus. */
export interface PrometheusQuery {
  refId: string;
  datasource: DataSourceRef;
  expr: string;
  legendFormat?: string;
  format?: "time_series" | "table" | "heatmap";
  instant?: boolean;
  range?: boolean;
}
