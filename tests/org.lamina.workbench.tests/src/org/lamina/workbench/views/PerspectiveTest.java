package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.Icon;
import org.lamina.ui.LaminaUi;

class PerspectiveTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    @Test
    void bringsAllPartsOfModelDebugging() throws Exception {
        IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(LaminaUi.PERSPECTIVE,
                PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
        assertEquals("Model Debugging", page.getPerspective().getLabel());
        for (String view : List.of(LaminaUi.EXPERIMENTS_VIEW, LaminaUi.FINDINGS_VIEW, LaminaUi.TOOLBOX_VIEW,
                LaminaUi.WIDGETS_VIEW, IPageLayout.ID_OUTLINE, IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_PROP_SHEET,
                IPageLayout.ID_PROJECT_EXPLORER)) {
            assertNotNull(page.findViewReference(view), view);
        }
    }

    @Test
    void hasAPictureForEachIcon() {
        for (Icon icon : Icon.values()) {
            assertEquals(16, icon.image().getBounds().width, icon.name());
            assertNotNull(icon.descriptor().getImageData(100), icon.name());
        }
    }
}
