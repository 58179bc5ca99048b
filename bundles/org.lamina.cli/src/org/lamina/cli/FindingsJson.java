package org.lamina.cli;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.model.Finding;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfExperiment;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfModel;
import org.lamina.model.UnitOfAnalysis.OfNeuron;
import org.lamina.model.UnitOfAnalysis.OfOperation;
import org.lamina.model.UnitOfAnalysis.OfSample;
import org.lamina.model.UnitOfAnalysis.OfSource;
import org.lamina.model.UnitOfAnalysis.OfTensor;
import org.lamina.model.UnitOfAnalysis.OfWeight;

/** Findings as {@code check --json} prints them; see {@code docs/user/json.md}. */
final class FindingsJson {

    private final CheckReport report;

    FindingsJson(CheckReport report) {
        this.report = report;
    }

    ObjectNode document() {
        ObjectNode root = Json.object();
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        root.putObject("checked").put("files", report.files().size()).put("models", report.models().size())
                .put("runs", 0);
        ArrayNode skipped = root.putArray("skipped");
        report.skipped().forEach(one -> skipped.addObject().put("path", one.path()).put("reason", one.reason()));
        return root;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = Json.object();
        node.put("rule", finding.rule());
        node.put("severity", lower(finding.severity()));
        node.put("title", finding.title());
        node.put("message", String.join(" ", finding.context()) + " " + finding.why());
        node.put("why", finding.why());
        ArrayNode context = node.putArray("context");
        finding.context().forEach(context::add);
        node.put("advice", finding.advice());
        node.put("snippet", finding.snippet());
        node.set("confidence", Json.value(finding.confidence()));
        ArrayNode evidence = node.putArray("evidence");
        finding.evidence().forEach(kind -> evidence.add(lower(kind)));
        node.set("unit", unit(finding.unit()));
        node.set("source", Json.source(finding.source()));
        ArrayNode related = node.putArray("related");
        finding.related().forEach(place -> related.add(Json.source(place)));
        ArrayNode epochs = node.putArray("epochs");
        finding.epochs().forEach(epochs::add);
        finding.fix().ifPresentOrElse(fix -> node.set("fix", fix(fix)), () -> node.putNull("fix"));
        return node;
    }

    private static ObjectNode fix(Finding.Fix fix) {
        ObjectNode node = Json.object();
        node.put("title", fix.title());
        ArrayNode edits = node.putArray("edits");
        fix.edits().forEach(edit -> edits.addObject().put("file", edit.file()).put("offset", edit.offset())
                .put("length", edit.length()).put("text", edit.text()));
        return node;
    }

    private static ObjectNode unit(UnitOfAnalysis unit) {
        ObjectNode node = Json.object();
        if (unit instanceof OfModel model) {
            node.put("kind", "model").put("checkpoint", model.checkpoint());
        } else if (unit instanceof OfLayer layer) {
            node.put("kind", "layer").put("checkpoint", layer.checkpoint()).put("path", layer.path());
        } else if (unit instanceof OfOperation operation) {
            node.put("kind", "operation").put("checkpoint", operation.checkpoint()).put("path", operation.layer())
                    .put("name", operation.name());
        } else if (unit instanceof OfTensor tensor) {
            node.put("kind", "tensor").put("checkpoint", tensor.checkpoint()).put("name", tensor.name());
        } else if (unit instanceof OfNeuron neuron) {
            node.put("kind", "neuron").put("checkpoint", neuron.checkpoint()).put("path", neuron.layer())
                    .put("index", neuron.index());
        } else if (unit instanceof OfWeight weight) {
            node.put("kind", "weight").put("checkpoint", weight.checkpoint()).put("name", weight.tensor())
                    .put("index", weight.index());
        } else if (unit instanceof OfSample sample) {
            node.put("kind", "sample").put("dataSet", sample.dataSet()).put("index", sample.index());
        } else if (unit instanceof OfSource source) {
            node.put("kind", "source").put("file", source.file()).put("name", source.name());
        } else if (unit instanceof OfExperiment experiment) {
            node.put("kind", "experiment").put("path", experiment.path());
        }
        return node;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
