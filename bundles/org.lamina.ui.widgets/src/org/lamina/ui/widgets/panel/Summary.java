package org.lamina.ui.widgets.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.lamina.query.TensorStatistics;
import org.lamina.ui.widgets.Messages;

/** The numbers below a histogram: {@code count 144 · min -0.31 · …}; lines break only between them. */
final class Summary {

    private static final String SEPARATOR = "  ·  ";
    private static final char NO_BREAK_SPACE = '\u00a0';

    private Summary() {
    }

    static String of(TensorStatistics statistics) {
        List<String> parts = new ArrayList<>();
        parts.add(NLS.bind(Messages.Summary_count, Numbers.text(statistics.count())));
        if (statistics.finite() > 0) {
            parts.add(NLS.bind(Messages.Summary_min, Numbers.text(statistics.min())));
            parts.add(NLS.bind(Messages.Summary_max, Numbers.text(statistics.max())));
            parts.add(NLS.bind(Messages.Summary_mean, Numbers.text(statistics.mean())));
            parts.add(NLS.bind(Messages.Summary_std, Numbers.text(statistics.std())));
            parts.add(NLS.bind(Messages.Summary_zeros, Numbers.text(statistics.zeros()),
                    Numbers.share(statistics.zeros(), statistics.count())));
        }
        parts.add(NLS.bind(Messages.Summary_nan, Numbers.text(statistics.nan())));
        parts.add(NLS.bind(Messages.Summary_inf, Numbers.text(statistics.inf())));
        return parts.stream().map(part -> part.replace(' ', NO_BREAK_SPACE)).collect(Collectors.joining(SEPARATOR));
    }
}
