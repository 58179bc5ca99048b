package org.lamina.ui.graph.commands;

import java.util.Locale;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.dialogs.FilteredList;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Layer;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.graph.ArchitectureEditor;

/** Finds a layer by a part of its path or type. */
final class LayerDialog extends ElementListSelectionDialog {

    private static final LabelProvider LABELS = LabelProvider.createTextProvider(LayerDialog::label);

    private LayerDialog(Shell parent) {
        super(parent, LABELS);
        setTitle(Messages.LayerDialog_title);
        setMessage(Messages.LayerDialog_message);
        setMultipleSelection(false);
    }

    private static String label(Object layer) {
        return ((Layer) layer).path() + " – " + ((Layer) layer).type();
    }

    /** Asks for a layer and shows it in the editor. */
    static void open(ArchitectureEditor editor) {
        editor.opened().ifPresent(opened -> open(editor, opened));
    }

    private static void open(ArchitectureEditor editor, OpenedModel opened) {
        LayerDialog dialog = new LayerDialog(editor.getSite().getShell());
        dialog.setElements(opened.model().layers().toArray());
        if (dialog.open() == OK && dialog.getFirstResult() instanceof Layer layer) {
            editor.reveal(new OfLayer(opened.checkpoint(), layer.path()));
        }
    }

    @Override
    protected FilteredList createFilteredList(Composite parent) {
        FilteredList list = super.createFilteredList(parent);
        list.setFilterMatcher(new Substring());
        return list;
    }

    /** Finds what was typed anywhere in the label, whatever its case. */
    private static final class Substring implements FilteredList.FilterMatcher {

        private String wanted = "";

        @Override
        public void setFilter(String pattern, boolean ignoreCase, boolean ignoreWildCards) {
            wanted = pattern.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean match(Object element) {
            return label(element).toLowerCase(Locale.ROOT).contains(wanted);
        }
    }
}
