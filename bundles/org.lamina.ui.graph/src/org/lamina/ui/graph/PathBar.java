package org.lamina.ui.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.lamina.model.Group;
import org.lamina.model.Model;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.SpokenName;
import org.lamina.ui.UnitSelection;

/** The line below the head: the modules around what is selected, each a link, and a field that finds layers. */
final class PathBar {

    private static final int FIND_WIDTH = 180;
    private static final int DELAY_MILLIS = 200;

    private final Composite control;
    private final Link path;
    private final Text find;
    private final Label count;
    private int typed;

    PathBar(Composite parent, EditorArea.Requests requests) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 2).spacing(8, 0).applyTo(control);
        path = new Link(control, SWT.NONE);
        path.addListener(SWT.Selection, event -> requests.reveal().accept(event.text));
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(path);
        count = new Label(control, SWT.RIGHT);
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(count);
        find = new Text(control, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL | SWT.BORDER);
        find.setMessage(Messages.PathBar_find);
        SpokenName.give(find, Messages.PathBar_find);
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).hint(FIND_WIDTH, SWT.DEFAULT).applyTo(find);
        find.addListener(SWT.Modify, event -> later(requests.find()));
        find.addListener(SWT.DefaultSelection, event -> requests.next().run());
        find.addListener(SWT.KeyDown, this::leave);
    }

    /** The arrow down leads to what was found, and Esc too, without the search. */
    private void leave(Event event) {
        if (event.keyCode == SWT.ESC) {
            find.setText("");
        }
        if (event.keyCode == SWT.ESC || event.keyCode == SWT.ARROW_DOWN) {
            event.doit = false;
            find.traverse(SWT.TRAVERSE_TAB_NEXT);
        }
    }

    /** Searches when nothing more is typed for a moment. */
    private void later(ToIntFunction<String> search) {
        int mine = ++typed;
        find.getDisplay().timerExec(DELAY_MILLIS, () -> {
            if (mine == typed && !find.isDisposed()) {
                int found = search.applyAsInt(find.getText());
                count.setText(find.getText().isBlank() ? "" : NLS.bind(Messages.PathBar_found, found));
                control.layout();
            }
        });
    }

    Control control() {
        return control;
    }

    /** Shows the modules around what is selected, if that is one thing. */
    void show(Optional<Model> model, List<UnitSelection> units) {
        String text = model.isPresent() && units.size() == 1 && units.get(0).unit() instanceof OfLayer layer
                ? links(model.get(), layer.path()) : "";
        if (!path.getText().equals(text)) {
            path.setText(text);
            // in a narrow editor it would take further lines, and the drawing's room with them
            ((GridData) path.getLayoutData()).heightHint = path.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
            control.layout();
        }
    }

    private static String links(Model model, String layer) {
        StringBuilder text = new StringBuilder();
        String around = "";
        for (String module : model.groups().stream().map(Group::path).filter(path -> layer.startsWith(path + "."))
                .sorted().toList()) {
            text.append("<a href=\"" + module + "\">" + name(module, around) + "</a>  \u203a  ");
            around = module;
        }
        return text.append(name(layer, around)).toString();
    }

    /** The path as seen from the module around it; an ampersand would mark a key. */
    private static String name(String path, String around) {
        return path.substring(around.isEmpty() ? 0 : around.length() + 1).replace("&", "&&");
    }
}
