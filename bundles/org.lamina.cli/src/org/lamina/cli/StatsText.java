package org.lamina.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

import org.lamina.model.Checkpoint;
import org.lamina.query.TensorStatistics;
import org.lamina.query.TensorSummary;

/** Statistics of tensors as {@code stats} prints them for people. */
final class StatsText {

    private final Checkpoint checkpoint;
    private final List<TensorSummary> summaries;
    private final Session session;

    StatsText(Checkpoint checkpoint, List<TensorSummary> summaries, Session session) {
        this.checkpoint = checkpoint;
        this.summaries = summaries;
        this.session = session;
    }

    void print() {
        PrintStream out = session.out();
        out.println(session.shown(checkpoint.file()) + ": " + checkpoint.format());
        out.println();
        TextTable table = new TextTable("tensor", "dtype", "shape", ">values", ">min", ">max", ">mean", ">std",
                ">skew", ">kurtosis", ">zeros", ">NaN", ">inf");
        summaries.forEach(summary -> table.row(row(summary)));
        table.print(out);
        summaries.stream().filter(summary -> !summary.problem().isEmpty())
                .forEach(summary -> out.println("Not read: " + summary.problem()));
    }

    private static String[] row(TensorSummary summary) {
        String name = summary.tensor().name();
        String dtype = summary.tensor().dtype().label();
        String shape = summary.tensor().shape().toString();
        String values = count(summary.tensor().count());
        if (summary.histogram().isEmpty()) {
            return new String[] {name, dtype, shape, values, "", "", "", "", "", "", "", "", ""};
        }
        TensorStatistics statistics = summary.histogram().get().statistics();
        return new String[] {name, dtype, shape, values, number(statistics.min()), number(statistics.max()),
            number(statistics.mean()), number(statistics.std()), number(statistics.skew()),
            number(statistics.kurtosis()), count(statistics.zeros()), count(statistics.nan()),
            count(statistics.inf())};
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Four digits; nothing where there is no number. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double magnitude = Math.abs(value);
        boolean plain = value == 0 || magnitude >= 1e-3 && magnitude < 1e6;
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }
}
