package org.lamina.ui.widgets.panel;

import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Tool;

/**
 * What a widget shows: there is one widget for a tool and a unit. Also the family of the jobs that compute it.
 *
 * @param tool the identifier of the tool
 * @param unit the unit with its checkpoint
 */
public record WidgetKey(String tool, UnitOfAnalysis unit) {

    static WidgetKey of(Tool tool, UnitSelection selection) {
        return new WidgetKey(tool.id(), selection.unit());
    }
}
