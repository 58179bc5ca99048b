package org.lamina.ui.graph.properties;

import java.util.List;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;

/** Shows facts as rows of the Properties view; none of them can be changed. */
final class UnitPropertySource implements IPropertySource {

    private final List<Fact> facts;

    UnitPropertySource(List<Fact> facts) {
        this.facts = facts;
    }

    @Override
    public Object getEditableValue() {
        return null;
    }

    @Override
    public IPropertyDescriptor[] getPropertyDescriptors() {
        return facts.stream().map(UnitPropertySource::descriptor).toArray(IPropertyDescriptor[]::new);
    }

    private static IPropertyDescriptor descriptor(Fact fact) {
        PropertyDescriptor descriptor = new PropertyDescriptor(fact, fact.name());
        descriptor.setCategory(fact.category());
        descriptor.setAlwaysIncompatible(true);
        return descriptor;
    }

    @Override
    public Object getPropertyValue(Object id) {
        return ((Fact) id).value();
    }

    @Override
    public boolean isPropertySet(Object id) {
        return false;
    }

    @Override
    public void resetPropertyValue(Object id) {
        // nothing can be changed
    }

    @Override
    public void setPropertyValue(Object id, Object value) {
        // nothing can be changed
    }
}
