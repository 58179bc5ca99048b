package org.lamina.ui.graph.properties;

import java.util.List;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertySource;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.ui.UnitSelection;

/** Gives the Properties view its rows for any selected unit of a checkpoint that is open. */
public final class UnitPropertyAdapters implements IAdapterFactory {

    @Override
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        if (type == IPropertySource.class && adaptable instanceof UnitSelection selection) {
            List<Fact> facts = LaminaCore.checkpoints().opened(selection.file())
                    .map(opened -> UnitFacts.of(opened, selection.unit())).orElse(List.of());
            return type.cast(new UnitPropertySource(facts));
        }
        return null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IPropertySource.class};
    }
}
