package org.lamina.cli;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.model.Checkpoint;
import org.lamina.query.Histogram;
import org.lamina.query.TensorStatistics;
import org.lamina.query.TensorSummary;

/** Statistics of tensors as {@code stats --json} prints them; see {@code docs/user/json.md}. */
final class StatsJson {

    private final Checkpoint checkpoint;
    private final List<TensorSummary> summaries;

    StatsJson(Checkpoint checkpoint, List<TensorSummary> summaries) {
        this.checkpoint = checkpoint;
        this.summaries = summaries;
    }

    ObjectNode document() {
        ObjectNode root = Json.object();
        root.put("file", Session.absolute(checkpoint.file()));
        root.put("format", checkpoint.format());
        ArrayNode tensors = root.putArray("tensors");
        summaries.forEach(summary -> tensors.add(tensor(summary)));
        return root;
    }

    private static ObjectNode tensor(TensorSummary summary) {
        ObjectNode node = Json.object();
        node.put("name", summary.tensor().name());
        node.put("dtype", summary.tensor().dtype().label());
        node.set("shape", Json.shape(summary.tensor().shape()));
        node.put("count", summary.tensor().count());
        summary.histogram().ifPresentOrElse(histogram -> put(histogram, node), () -> List.of("min", "max", "mean",
                "std", "skew", "kurtosis", "zeros", "nan", "inf", "histogram").forEach(node::putNull));
        node.put("problem", summary.problem().isEmpty() ? null : summary.problem());
        return node;
    }

    private static void put(Histogram histogram, ObjectNode node) {
        TensorStatistics statistics = histogram.statistics();
        node.set("min", Json.value(statistics.min()));
        node.set("max", Json.value(statistics.max()));
        node.set("mean", Json.value(statistics.mean()));
        node.set("std", Json.value(statistics.std()));
        node.set("skew", Json.value(statistics.skew()));
        node.set("kurtosis", Json.value(statistics.kurtosis()));
        node.put("zeros", statistics.zeros());
        node.put("nan", statistics.nan());
        node.put("inf", statistics.inf());
        ObjectNode bins = node.putObject("histogram");
        bins.set("edges", Json.value(histogram.edges()));
        bins.set("counts", Json.value(histogram.counts()));
    }
}
