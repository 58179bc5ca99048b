package org.lamina.ui;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.navigator.resources.ProjectExplorer;

/** The perspective Model Debugging: files and experiments left, tools and widgets right, findings below. */
public final class ModelDebuggingPerspective implements IPerspectiveFactory {

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        IFolderLayout files = layout.createFolder("files", IPageLayout.LEFT, 0.22f, editors);
        files.addView(ProjectExplorer.VIEW_ID);
        layout.createFolder("experiments", IPageLayout.BOTTOM, 0.5f, "files").addView(LaminaUi.EXPERIMENTS_VIEW);

        IFolderLayout tools = layout.createFolder("tools", IPageLayout.RIGHT, 0.72f, editors);
        tools.addView(LaminaUi.TOOLBOX_VIEW);
        tools.addView(IPageLayout.ID_OUTLINE);
        layout.createFolder("widgets", IPageLayout.BOTTOM, 0.35f, "tools").addView(LaminaUi.WIDGETS_VIEW);

        IFolderLayout findings = layout.createFolder("findings", IPageLayout.BOTTOM, 0.68f, editors);
        findings.addView(LaminaUi.FINDINGS_VIEW);
        findings.addView(IPageLayout.ID_PROBLEM_VIEW);
        findings.addView(IPageLayout.ID_PROP_SHEET);
        findings.addPlaceholder(IPageLayout.ID_PROGRESS_VIEW);

        addShortcuts(layout);
    }

    private static void addShortcuts(IPageLayout layout) {
        for (String view : new String[] {ProjectExplorer.VIEW_ID, LaminaUi.EXPERIMENTS_VIEW, LaminaUi.FINDINGS_VIEW,
            LaminaUi.TOOLBOX_VIEW, LaminaUi.WIDGETS_VIEW, IPageLayout.ID_OUTLINE, IPageLayout.ID_PROP_SHEET,
            IPageLayout.ID_PROBLEM_VIEW}) {
            layout.addShowViewShortcut(view);
        }
        layout.addShowInPart(ProjectExplorer.VIEW_ID);
        layout.addShowInPart(LaminaUi.EXPERIMENTS_VIEW);
        layout.addShowInPart(LaminaUi.FINDINGS_VIEW);
    }
}
