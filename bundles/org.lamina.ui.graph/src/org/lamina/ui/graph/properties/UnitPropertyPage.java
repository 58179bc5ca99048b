package org.lamina.ui.graph.properties;

import org.eclipse.ui.views.properties.IPropertySheetEntry;
import org.eclipse.ui.views.properties.PropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetSorter;

/** The page of the Properties view for a graph; it keeps the order of the facts, where the default sorts by name. */
public final class UnitPropertyPage extends PropertySheetPage {

    /** Makes the page; the Properties view makes its control. */
    public UnitPropertyPage() {
        setSorter(new PropertySheetSorter() {
            @Override
            public int compare(IPropertySheetEntry first, IPropertySheetEntry second) {
                return 0;
            }

            @Override
            public int compareCategories(String first, String second) {
                return 0;
            }
        });
    }
}
