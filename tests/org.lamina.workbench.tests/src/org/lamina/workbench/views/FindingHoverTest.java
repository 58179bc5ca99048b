package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentTypeManager;
import org.eclipse.jface.text.AbstractInformationControl;
import org.eclipse.jface.text.IInformationControl;
import org.eclipse.jface.text.IInformationControlExtension2;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.findings.FindingHover;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;
import org.osgi.framework.FrameworkUtil;

class FindingHoverTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final FindingHover hover = new FindingHover();
    private DigitsProject project;
    private ITextViewer viewer;

    @BeforeEach
    void openAProgram() throws Exception {
        project = DigitsProject.create("hover-test-" + System.nanoTime(), "digits_buggy.py", "train_buggy.py",
                "data.py");
        LaminaCore.sources().checkAll();
        Workbench.awaitJobs(Checkpoints.FAMILY);
        IEditorPart editor = IDE.openEditor(Workbench.page(), project.file("digits_buggy.py"),
                EditorsUI.DEFAULT_TEXT_EDITOR_ID);
        viewer = (ITextViewer) editor.getAdapter(ITextOperationTarget.class);
    }

    @AfterEach
    void deleteProject() throws Exception {
        Workbench.closeEditors();
        project.close();
    }

    private int offset(String text) {
        return viewer.getDocument().get().indexOf(text);
    }

    /** A hover over a region, open. */
    private IInformationControl over(IRegion region) {
        IInformationControl control = hover.getHoverControlCreator()
                .createInformationControl(new Shell(Workbench.page().getWorkbenchWindow().getShell()));
        ((IInformationControlExtension2) control).setInput(hover.getHoverInfo2(viewer, region));
        control.setVisible(true);
        return control;
    }

    private static StyledText text(IInformationControl control) {
        return (StyledText) Controls.all(shell(control)).filter(StyledText.class::isInstance).findFirst().orElseThrow();
    }

    private static void pressEnter(StyledText text, int offset) {
        text.setSelection(offset);
        Event event = new Event();
        event.keyCode = SWT.CR;
        text.notifyListeners(SWT.KeyDown, event);
    }

    @Test
    void tellsSeveralFindingsByALineEachUntilOneIsOpened() {
        int start = offset("nn.Dropout(0.8)");
        IInformationControl control = over(new Region(start, offset("self.softmax") - start));
        try {
            StyledText text = text(control);
            Point size = control.computeSizeHint();
            control.setSize(size.x, size.y);
            List<String> folded = text.getText().lines().toList();
            assertEquals(2, folded.size(), folded.toString());
            int second = text.getText().indexOf(folded.get(1));
            pressEnter(text, second);
            String opened = text.getText();
            assertTrue(opened.startsWith(folded.get(0)) && opened.contains("What to do"), opened);
            assertTrue(shell(control).getSize().y > size.y, "it grows with its text");
            pressEnter(text, second);
            assertEquals(folded, text.getText().lines().toList());
        } finally {
            control.dispose();
        }
    }

    @Test
    void explainsTheFindingOfALineWithItsQuickFixes() {
        IInformationControl control = over(hover.getHoverRegion(viewer, offset("nn.Dropout(0.8)")));
        try {
            StyledText text = text(control);
            assertTrue(text.getText().startsWith("Dropout rate of 0.8"), text.getText());
            for (String part : List.of("% sure", "Why", "What was seen", "80 %", "What to do",
                    "Lower the dropout rate to 0.25", "Ignore dropout-rate in this line", "Further reading")) {
                assertTrue(text.getText().contains(part), part);
            }
            Point size = control.computeSizeHint();
            assertTrue(size.x > 300 && size.y > 150, "it has room for its text: " + size);
        } finally {
            control.dispose();
        }
    }

    @Test
    void isTheHoverOfTheGenericEditorForProgramsWithoutAnEditorOfTheirOwn() throws Exception {
        IExtension extension = Arrays.stream(Platform.getExtensionRegistry()
                .getExtensions(ContributorFactoryOSGi.createContributor(FrameworkUtil.getBundle(FindingHover.class))))
                .filter(one -> one.getExtensionPointUniqueIdentifier().equals(
                        "org.eclipse.ui.genericeditor.hoverProviders")).findFirst().orElseThrow();
        IConfigurationElement provider = extension.getConfigurationElements()[0];
        assertTrue(provider.createExecutableExtension("class") instanceof FindingHover);
        IContentTypeManager types = Platform.getContentTypeManager();
        for (String program : List.of("net.py", "net.ipynb")) {
            assertTrue(types.findContentTypeFor(program).isKindOf(
                    types.getContentType(provider.getAttribute("contentType"))), program);
        }
    }

    private static Shell shell(IInformationControl control) {
        return ((AbstractInformationControl) control).getShell();
    }

    @Test
    void saysNothingAboutOtherLines() {
        assertNull(hover.getHoverRegion(viewer, offset("import")));
        assertNull(hover.getHoverInfo2(viewer, new Region(offset("import"), 6)));
    }
}
