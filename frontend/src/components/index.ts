/** Every component type of this page, by Python's name. Layouts and texts come with the page, the rest on demand. */

import type { LoadBokeh } from "../core/handover.ts";
import type { Source, ViewClass } from "../core/registry.ts";
import { Column } from "./column.ts";
import { FlexBox } from "./flexbox.ts";
import { HTML } from "./html.ts";
import { Markdown } from "./markdown.ts";
import { Param } from "./param.ts";
import { Placeholder } from "./placeholder.ts";
import { Row } from "./row.ts";
import { Slot } from "./slot.ts";
import { StaticText } from "./statictext.ts";
import { Str } from "./str.ts";
import { Tqdm } from "./tqdm.ts";

export const placeholder: ViewClass = Placeholder;

export const openBokeh: LoadBokeh = () => import("./bokeh/index.ts");

export const sources: Record<string, Source> = {
  Row: { now: Row },
  Column: { now: Column },
  FlexBox: { now: FlexBox },
  Slot: { now: Slot },
  Param: { now: Param },
  Markdown: { now: Markdown },
  HTML: { now: HTML },
  Str: { now: Str },
  StaticText: { now: StaticText },
  Tqdm: { now: Tqdm },
  Button: { load: async () => (await import("./button.ts")).Button },
  Toggle: { load: async () => (await import("./toggle.ts")).Toggle },
  IntSlider: { load: async () => (await import("./intslider.ts")).IntSlider },
  IntInput: { load: async () => (await import("./intinput.ts")).IntInput },
  Select: { load: async () => (await import("./select.ts")).Select },
  Checkbox: { load: async () => (await import("./checkbox.ts")).Checkbox },
  TextInput: { load: async () => (await import("./textinput.ts")).TextInput },
  Image: { load: async () => (await import("./image.ts")).Image },
  BooleanStatus: { load: async () => (await import("./booleanstatus.ts")).BooleanStatus },
  LoadingSpinner: { load: async () => (await import("./loadingspinner.ts")).LoadingSpinner },
  Progress: { load: async () => (await import("./progress.ts")).Progress },
  Number: { load: async () => (await import("./number.ts")).NumberView },
  FloatSlider: { load: async () => (await import("./floatslider.ts")).FloatSlider },
  FloatInput: { load: async () => (await import("./floatinput.ts")).FloatInput },
  MultiSelect: { load: async () => (await import("./multiselect.ts")).MultiSelect },
  Switch: { load: async () => (await import("./switch.ts")).Switch },
  PasswordInput: { load: async () => (await import("./passwordinput.ts")).PasswordInput },
  TextAreaInput: { load: async () => (await import("./textareainput.ts")).TextAreaInput },
  LiteralInput: { load: async () => (await import("./literalinput.ts")).LiteralInput },
  DatePicker: { load: async () => (await import("./datepicker.ts")).DatePicker },
  DatetimePicker: { load: async () => (await import("./datetimepicker.ts")).DatetimePicker },
  AutocompleteInput: { load: async () => (await import("./autocompleteinput.ts")).AutocompleteInput },
  CheckBoxGroup: { load: async () => (await import("./checkboxgroup.ts")).CheckBoxGroup },
  CheckButtonGroup: { load: async () => (await import("./checkbuttongroup.ts")).CheckButtonGroup },
  RadioBoxGroup: { load: async () => (await import("./radioboxgroup.ts")).RadioBoxGroup },
  RadioButtonGroup: { load: async () => (await import("./radiobuttongroup.ts")).RadioButtonGroup },
  ButtonIcon: { load: async () => (await import("./buttonicon.ts")).ButtonIcon },
  ToggleIcon: { load: async () => (await import("./toggleicon.ts")).ToggleIcon },
  MenuButton: { load: async () => (await import("./menubutton.ts")).MenuButton },
  NestedSelect: { load: async () => (await import("./nestedselect.ts")).NestedSelect },
  CrossSelector: { load: async () => (await import("./crossselector.ts")).CrossSelector },
  MultiChoice: { load: async () => (await import("./multichoice.ts")).MultiChoice },
  NotificationArea: { load: async () => (await import("./page/notificationarea.ts")).NotificationArea },
  Location: { load: async () => (await import("./page/location.ts")).Location },
  BrowserInfo: { load: async () => (await import("./page/browserinfo.ts")).BrowserInfo },
  DataFrame: { load: async () => (await import("./dataframe.ts")).DataFrame },
  Busy: { load: async () => (await import("./page/busy.ts")).Busy },
  Template: { load: async () => (await import("./template/template.ts")).Template },
  TemplateArea: { load: async () => (await import("./template/templatearea.ts")).TemplateArea },
  Tabulator: { load: async () => (await import("./tabulator/tabulator.ts")).Tabulator },
  Perspective: { load: async () => (await import("./perspective/perspective.ts")).Perspective },
  Bokeh: { load: async () => (await import("./bokeh/index.ts")).Bokeh },
};
