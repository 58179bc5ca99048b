package org.lamina.ui.graph.properties;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Finding;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfModel;

/** All that is known about a unit, in the order in which people ask for it. Reads nothing from disk. */
public final class UnitFacts {

    private final OpenedModel opened;
    private final List<Fact> facts = new ArrayList<>();
    private final NumberFormat numbers = NumberFormat.getIntegerInstance();

    private UnitFacts(OpenedModel opened) {
        this.opened = opened;
    }

    /** What is known about a unit of an open checkpoint; empty for a unit that it does not have. */
    public static List<Fact> of(OpenedModel opened, UnitOfAnalysis unit) {
        UnitFacts facts = new UnitFacts(opened);
        if (unit instanceof OfModel) {
            facts.addModel();
            facts.addFindings(unit);
        } else if (unit instanceof OfLayer named) {
            opened.model().layer(named.path()).ifPresent(facts::addLayer);
            group(opened.model(), named.path()).ifPresent(facts::addGroup);
            facts.addFindings(unit);
        }
        return List.copyOf(facts.facts);
    }

    private static Optional<Group> group(Model model, String path) {
        return model.groups().stream().filter(group -> group.path().equals(path)).findFirst();
    }

    private void add(String category, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(category, name, value));
        }
    }

    private void addModel() {
        Model model = opened.model();
        add(Messages.category_model, Messages.name, model.name());
        add(Messages.category_model, Messages.file, opened.file().toString());
        add(Messages.category_model, Messages.format, opened.format());
        add(Messages.category_model, Messages.producer, opened.producer());
        add(Messages.category_model, Messages.framework, opened.framework());
        add(Messages.category_model, Messages.layers, numbers.format(model.layers().size()));
        add(Messages.category_model, Messages.parameterCount, count(model.parameterCount(), model.trainableCount()));
        model.inputs().forEach(port -> addPort(Messages.input, port));
        model.outputs().forEach(port -> addPort(Messages.output, port));
        int number = 1;
        for (String warning : opened.warnings()) {
            add(Messages.category_warnings, NLS.bind(Messages.numbered, number++), warning);
        }
    }

    private void addPort(String label, Port port) {
        String type = port.dtype().label();
        add(Messages.category_shapes, NLS.bind(label, port.name()),
                port.shapeKnown() ? port.shape() + " " + type : type);
    }

    private void addGroup(Group group) {
        List<Layer> members = opened.model().layers().stream()
                .filter(layer -> layer.path().startsWith(group.path() + ".")).toList();
        addIdentity(group.path(), group.type(), group.originalType());
        add(Messages.category_layer, Messages.layers, numbers.format(members.size()));
        add(Messages.category_layer, Messages.parameterCount,
                count(members.stream().mapToLong(Layer::parameterCount).sum(),
                        members.stream().mapToLong(Layer::trainableCount).sum()));
        addSources(group.path());
    }

    private void addLayer(Layer layer) {
        addIdentity(layer.path(), layer.type(), layer.originalType());
        add(Messages.category_layer, Messages.parameterCount, count(layer.parameterCount(), layer.trainableCount()));
        add(Messages.category_layer, Messages.dtype, dtypes(layer));
        layer.macs().ifPresent(macs -> add(Messages.category_layer, Messages.macs, numbers.format(macs)));
        addShapes(Messages.input, layer.inputShapes());
        addShapes(Messages.output, layer.outputShapes());
        layer.config().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(Messages.category_config, entry.getKey(), String.valueOf(entry.getValue())));
        layer.parameters().forEach(this::addParameter);
        addSources(layer.path());
        for (int i = 0; i < layer.operations().size(); i++) {
            addOperation(i + 1, layer.operations().get(i));
        }
    }

    private void addIdentity(String path, String type, String originalType) {
        add(Messages.category_layer, Messages.path, path);
        add(Messages.category_layer, Messages.type, type);
        add(Messages.category_layer, Messages.originalType, originalType.equals(type) ? "" : originalType);
    }

    private void addShapes(String label, List<Shape> shapes) {
        for (int i = 0; i < shapes.size(); i++) {
            String name = NLS.bind(label, shapes.size() == 1 ? "" : i + 1).strip();
            add(Messages.category_shapes, name, shapes.get(i).toString());
        }
    }

    private void addParameter(Parameter parameter) {
        String pattern = parameter.trainable() ? Messages.parameter : Messages.buffer;
        add(Messages.category_parameters, parameter.name(), NLS.bind(pattern, new Object[] {
            parameter.tensor().shape(), parameter.tensor().dtype(), numbers.format(parameter.tensor().count())}));
    }

    private void addSources(String path) {
        opened.sources().definition(path).ifPresent(place -> addSource(Messages.definition, place));
        opened.sources().call(path).ifPresent(place -> addSource(Messages.call, place));
    }

    private void addSource(String name, SourceLocation place) {
        String text = place.text().isEmpty() ? "" : "  " + place.text();
        add(Messages.category_source, name, place.fileName() + ":" + place.line() + text);
    }

    private void addOperation(int number, Operation operation) {
        String shape = operation.outputShape().map(found -> " → " + found).orElse("");
        add(Messages.category_operations, NLS.bind(Messages.numbered, number), operation.type() + shape);
    }

    private void addFindings(UnitOfAnalysis unit) {
        int number = 1;
        for (Finding finding : opened.findings(unit)) {
            add(Messages.category_findings, NLS.bind(Messages.numbered, number++), finding.title());
        }
    }

    private static String dtypes(Layer layer) {
        return layer.parameters().stream().map(parameter -> parameter.tensor().dtype().label()).distinct()
                .collect(Collectors.joining(", "));
    }

    private String count(long all, long trainable) {
        return all == trainable ? numbers.format(all)
                : NLS.bind(Messages.countWithTrainable, numbers.format(all), numbers.format(trainable));
    }
}
