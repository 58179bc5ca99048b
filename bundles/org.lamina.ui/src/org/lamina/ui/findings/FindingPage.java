package org.lamina.ui.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.figure.scene.Rgb;
import org.lamina.ui.findings.FindingText.Link;
import org.lamina.ui.findings.FindingText.Span;
import org.lamina.ui.findings.FindingText.Style;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.findings.FindingText.ToExplanation;
import org.lamina.ui.scene.WorkbenchTheme;

/**
 * Shows the explanation of findings. Links open by a click, or by Enter where the caret is in one; Tab goes to the next
 * link.
 */
final class FindingPage {

    private static final int MARGIN = 10;
    private static final int INDENT = 12;

    private final StyledText control;
    private final Consumer<Target> open;
    private List<MarkedFinding> findings = List.of();
    private Optional<MarkedFinding> explained = Optional.empty();
    private Optional<FindingText> shown = Optional.empty();

    /**
     * @param open follows a link, or is told that an explanation was opened or closed; called by the UI thread
     */
    FindingPage(Composite parent, Consumer<Target> open) {
        this.open = open;
        control = new StyledText(parent, SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        control.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        control.setAlwaysShowScrollBars(false);
        control.getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(
                event -> event.result = Messages.FindingPage_name));
        control.addListener(SWT.Traverse, this::traversed);
        control.addListener(SWT.MouseUp, this::clicked);
        control.addListener(SWT.MouseMove, event -> control.setCursor(linkAt(event).isPresent()
                ? control.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null));
        control.addListener(SWT.KeyDown, this::typed);
    }

    StyledText control() {
        return control;
    }

    /**
     * Shows findings: one with its explanation, several by a line each that opens; nothing if there are none. Leaves
     * the text alone that somebody may be reading.
     */
    void show(List<MarkedFinding> newest) {
        if (!newest.equals(findings)) {
            findings = List.copyOf(newest);
            explained = Optional.empty();
            show(findings.isEmpty() ? Optional.empty() : Optional.of(findings.size() == 1
                    ? FindingText.of(findings.get(0)) : FindingText.of(findings, explained)));
        }
    }

    private void open(Link link) {
        if (link.target() instanceof ToExplanation to) {
            explained = explained.filter(to.marked()::equals).isPresent() ? Optional.empty() : Optional.of(to.marked());
            show(Optional.of(FindingText.of(findings, explained)));
            control.setSelection(link.start());
        }
        open.accept(link.target());
    }

    private void show(Optional<FindingText> text) {
        shown = text;
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
            case CODE, INLINE_CODE -> range.font = JFaceResources.getTextFont();
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
            linkAt(event).ifPresent(this::open);
        }
    }

    private void typed(Event event) {
        if (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
            shown.flatMap(text -> text.linkAt(control.getSelection().x)).ifPresent(this::open);
        }
    }

    /** Tab selects the next link, so that links can be reached by keys; behind the last one it leaves the text. */
    private void traversed(Event event) {
        boolean back = event.detail == SWT.TRAVERSE_TAB_PREVIOUS;
        if (!back && event.detail != SWT.TRAVERSE_TAB_NEXT) {
            return;
        }
        int caret = control.getSelection().x;
        List<Link> links = shown.map(FindingText::links).orElse(List.of());
        Optional<Link> next = back ? links.stream().filter(link -> link.start() < caret).reduce((one, other) -> other)
                : links.stream().filter(link -> link.start() > caret
                        || link.start() == caret && control.getSelectionCount() == 0).findFirst();
        event.doit = next.isEmpty();
        next.ifPresent(link -> {
            control.setSelection(link.start(), link.start() + link.length());
            control.showSelection();
        });
    }

    private Optional<Link> linkAt(Event event) {
        int offset = control.getOffsetAtPoint(new Point(event.x, event.y));
        return offset < 0 ? Optional.empty() : shown.flatMap(text -> text.linkAt(offset));
    }
}
