package org.lamina.ui.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.figure.scene.Rgb;
import org.lamina.ui.findings.FindingText.Link;
import org.lamina.ui.findings.FindingText.Span;
import org.lamina.ui.findings.FindingText.Style;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.scene.WorkbenchTheme;

/** Shows the explanation of one finding. Links open by a click, or by Enter where the caret is in one. */
final class FindingPage {

    private static final int MARGIN = 10;
    private static final int INDENT = 12;

    private final StyledText control;
    private final Consumer<Target> open;
    private Optional<MarkedFinding> finding = Optional.empty();
    private Optional<FindingText> shown = Optional.empty();

    /**
     * @param open follows a link; called by the UI thread
     */
    FindingPage(Composite parent, Consumer<Target> open) {
        this.open = open;
        control = new StyledText(parent, SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        control.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        control.addListener(SWT.MouseUp, this::clicked);
        control.addListener(SWT.MouseMove, event -> control.setCursor(linkAt(event).isPresent()
                ? control.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null));
        control.addListener(SWT.KeyDown, this::typed);
    }

    Control control() {
        return control;
    }

    /** Shows a finding; nothing if there is none. Leaves the text alone that somebody may be reading. */
    void show(Optional<MarkedFinding> newest) {
        if (newest.equals(finding)) {
            return;
        }
        finding = newest;
        shown = finding.map(FindingText::of);
        control.setText(shown.map(FindingText::text).orElse(""));
        shown.ifPresent(this::style);
    }

    private void style(FindingText text) {
        List<StyleRange> ranges = new ArrayList<>();
        text.spans().forEach(span -> ranges.add(range(span)));
        text.links().forEach(link -> ranges.add(range(link)));
        ranges.sort(Comparator.comparingInt(range -> range.start));
        control.setStyleRanges(ranges.toArray(StyleRange[]::new));
        text.spans().forEach(this::indent);
    }

    private StyleRange range(Span span) {
        StyleRange range = new StyleRange();
        range.start = span.start();
        range.length = span.length();
        switch (span.style()) {
            case TITLE -> range.font = JFaceResources.getHeaderFont();
            case HEADING -> range.fontStyle = SWT.BOLD;
            case QUIET -> range.foreground = muted();
            case CODE -> range.font = JFaceResources.getTextFont();
            case BULLET -> range.fontStyle = SWT.NORMAL;
        }
        return range;
    }

    private Color muted() {
        Rgb rgb = WorkbenchTheme.of(control).mutedText();
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }

    private StyleRange range(Link link) {
        StyleRange range = new StyleRange();
        range.start = link.start();
        range.length = link.length();
        range.underline = true;
        range.underlineStyle = SWT.UNDERLINE_LINK;
        range.foreground = JFaceColors.getHyperlinkText(control.getDisplay());
        return range;
    }

    private void indent(Span span) {
        if (span.style() == Style.BULLET || span.style() == Style.CODE) {
            int first = control.getLineAtOffset(span.start());
            int count = control.getLineAtOffset(span.start() + span.length()) - first + 1;
            control.setLineIndent(first, count, INDENT);
            control.setLineWrapIndent(first, count, 2 * INDENT);
        }
    }

    private void clicked(Event event) {
        if (event.button == 1 && control.getSelectionCount() == 0) {
            linkAt(event).ifPresent(link -> open.accept(link.target()));
        }
    }

    private void typed(Event event) {
        if (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
            shown.flatMap(text -> text.linkAt(control.getCaretOffset())).ifPresent(link -> open.accept(link.target()));
        }
    }

    private Optional<Link> linkAt(Event event) {
        int offset = control.getOffsetAtPoint(new Point(event.x, event.y));
        return offset < 0 ? Optional.empty() : shown.flatMap(text -> text.linkAt(offset));
    }
}
