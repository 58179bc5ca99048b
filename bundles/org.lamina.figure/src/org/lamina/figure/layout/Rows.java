package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;

/**
 * Breaks a chain into rows of about the same length. A row ends with the link that leads to the next one; a stretch
 * with branches is never broken.
 */
final class Rows {

    private final ToDoubleFunction<Stretch> length;
    private final ToDoubleFunction<String> width;
    private final double most;

    /**
     * @param length of a stretch, in pixels
     * @param width of a box, by its id, in pixels
     * @param most the length of a row, in pixels, that it only exceeds where it can't be broken
     */
    Rows(ToDoubleFunction<Stretch> length, ToDoubleFunction<String> width, double most) {
        this.length = length;
        this.width = width;
        this.most = most;
    }

    /** The rows; the first stretch of each but the first is an empty one. */
    List<Chain> of(Chain chain) {
        int count = 1;
        List<Chain> rows = broken(chain, most);
        // rows of about the same length look better than a short last one
        for (double limit = most; rows.size() > 1 && count < 8; count++) {
            limit -= most / 20;
            List<Chain> shorter = broken(chain, limit);
            if (shorter.size() > rows.size()) {
                break;
            }
            rows = shorter;
        }
        return rows;
    }

    private List<Chain> broken(Chain chain, double limit) {
        List<Chain> rows = new ArrayList<>();
        List<Stretch> stretches = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        double x = 0;
        for (int i = 0; i < chain.stretches().size(); i++) {
            Stretch stretch = chain.stretches().get(i);
            stretches.add(stretch);
            x += length.applyAsDouble(stretch);
            boolean breaks = stretch instanceof Direct direct && direct.link() != null
                    && x + piece(chain, i) > limit && !boxes.isEmpty();
            if (breaks) {
                rows.add(new Chain(List.copyOf(stretches), List.copyOf(boxes), chain.position()));
                stretches = new ArrayList<>(List.of(new Direct(null, 0)));
                boxes = new ArrayList<>();
                x = 0;
            }
            if (i < chain.boxes().size()) {
                boxes.add(chain.boxes().get(i));
                x += width.applyAsDouble(chain.boxes().get(i));
            }
        }
        rows.add(new Chain(List.copyOf(stretches), List.copyOf(boxes), chain.position()));
        return rows;
    }

    /** The length from behind a stretch to the next place where the chain may be broken. */
    private double piece(Chain chain, int behind) {
        double piece = 0;
        for (int i = behind; i < chain.boxes().size(); i++) {
            piece += width.applyAsDouble(chain.boxes().get(i));
            Stretch next = chain.stretches().get(i + 1);
            piece += length.applyAsDouble(next);
            if (next instanceof Direct) {
                return piece;
            }
        }
        return piece;
    }
}
