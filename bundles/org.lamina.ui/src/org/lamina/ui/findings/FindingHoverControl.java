package org.lamina.ui.findings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jface.text.AbstractInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IInformationControlExtension2;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.findings.FindingText.ToExplanation;

/** Shows explanations over an editor, or the plain text of another hover. Stays where the pointer moves into it. */
final class FindingHoverControl extends AbstractInformationControl implements IInformationControlExtension2 {

    private static final int WIDTH = 560;
    private static final int MAX_HEIGHT = 480;

    private FindingPage page;
    private boolean filled;

    /**
     * A control over an editor.
     *
     * @param status what is said below, for example how to get the focus into it
     */
    FindingHoverControl(Shell parent, String status) {
        super(parent, status);
        create();
    }

    /** A control that has the focus and can be made larger. */
    private FindingHoverControl(Shell parent) {
        super(parent, true);
        create();
    }

    @Override
    protected void createContent(Composite parent) {
        page = new FindingPage(parent, this::follow);
        parent.setLayout(new Narrow());
    }

    /** Gives the page all room, and asks for no more width than is good to read: some editors show several hovers. */
    private final class Narrow extends Layout {

        @Override
        protected Point computeSize(Composite composite, int widthHint, int heightHint, boolean flush) {
            StyledText text = page.control();
            int width = widthHint == SWT.DEFAULT ? Math.min(WIDTH, text.computeSize(SWT.DEFAULT, SWT.DEFAULT).x)
                    : widthHint;
            return new Point(width, heightHint == SWT.DEFAULT
                    ? Math.min(MAX_HEIGHT, text.computeSize(width, SWT.DEFAULT).y) : heightHint);
        }

        @Override
        protected void layout(Composite composite, boolean flush) {
            page.control().setBounds(composite.getClientArea());
        }
    }

    private void follow(Target target) {
        if (target instanceof ToExplanation) {
            grow();
            return;
        }
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        dispose();
        if (window != null && window.getActivePage() != null) {
            FindingLinks.follow(window.getActivePage(), target);
        }
    }

    /** Makes room for an explanation that was opened. */
    private void grow() {
        Point now = getShell().getSize();
        Point wanted = computeSizeHint();
        setSize(Math.max(now.x, wanted.x), Math.max(now.y, wanted.y));
    }

    @Override
    public void setInput(Object input) {
        if (input instanceof List<?> findings) {
            page.show(findings.stream().map(MarkedFinding.class::cast).toList());
            filled = !findings.isEmpty();
        } else {
            setInformation(input == null ? "" : input.toString());
        }
    }

    @Override
    public void setInformation(String text) {
        page.control().setText(text == null ? "" : text);
        filled = text != null && !text.isEmpty();
    }

    @Override
    public boolean hasContents() {
        return filled;
    }

    @Override
    public Point computeSizeHint() {
        Point text = page.control().getParent().computeSize(SWT.DEFAULT, SWT.DEFAULT);
        Rectangle trim = computeTrim();
        return new Point(text.x + trim.width, Math.min(MAX_HEIGHT, text.y + trim.height));
    }

    /** An explanation is longer than what hovers usually say. */
    @Override
    public Point computeSizeConstraints(int widthInChars, int heightInChars) {
        return new Point(2 * WIDTH, MAX_HEIGHT);
    }

    @Override
    public IInformationControlCreator getInformationPresenterControlCreator() {
        return FindingHoverControl::new;
    }

    @Override
    public void setForegroundColor(Color color) {
        super.setForegroundColor(color);
        all(getShell()).forEach(control -> control.setForeground(color));
    }

    @Override
    public void setBackgroundColor(Color color) {
        super.setBackgroundColor(color);
        all(getShell()).forEach(control -> control.setBackground(color));
    }

    /** All that it is made of: the line below the text keeps the colours of tool tips otherwise. */
    private static Stream<Control> all(Composite root) {
        return Arrays.stream(root.getChildren()).flatMap(child -> Stream.concat(Stream.of(child),
                child instanceof Composite composite ? all(composite) : Stream.empty()));
    }

    @Override
    public void setFocus() {
        super.setFocus();
        page.control().setFocus();
    }
}
