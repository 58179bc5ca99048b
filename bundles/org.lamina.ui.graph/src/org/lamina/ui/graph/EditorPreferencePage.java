package org.lamina.ui.graph;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** How all graph editors behave, whatever figures they show. */
public final class EditorPreferencePage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    /** The key of whether one drawing fades into another, in the instance scope of this bundle. */
    public static final String ANIMATED = "animated";

    /** Makes the page. */
    public EditorPreferencePage() {
        super(GRID);
    }

    /** Whether a drawing fades into that of another style or with other modules folded; not unless people want it. */
    static boolean isAnimated() {
        return Platform.getPreferencesService().getBoolean(ArchitectureEditor.BUNDLE, ANIMATED, false, null);
    }

    @Override
    public void init(IWorkbench workbench) {
        setPreferenceStore(new ScopedPreferenceStore(InstanceScope.INSTANCE, ArchitectureEditor.BUNDLE));
    }

    @Override
    protected void createFieldEditors() {
        addField(new BooleanFieldEditor(ANIMATED, Messages.EditorPreferencePage_animated, getFieldEditorParent()));
    }
}
