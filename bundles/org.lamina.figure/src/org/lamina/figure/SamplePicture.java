package org.lamina.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.figure.scene.Rgb;
import org.lamina.model.Shape;

/**
 * A sample of a model's input as a picture of few cells, which every format of a figure can hold.
 *
 * @param columns cells in a row, 1 to {@link #MOST}
 * @param cells colours, row by row from the upper left one; a whole number of rows
 */
public record SamplePicture(int columns, List<Rgb> cells) {

    /** The most cells along a side; larger pictures are averaged. */
    public static final int MOST = 32;

    public SamplePicture {
        cells = List.copyOf(cells);
        if (columns < 1 || cells.isEmpty() || cells.size() % columns != 0) {
            throw new IllegalArgumentException("a picture has rows of the same length");
        }
    }

    /** The number of rows. */
    public int rows() {
        return cells.size() / columns;
    }

    /**
     * The picture of one sample; empty if its shape is not that of a picture. The least value is black, the largest
     * white; three channels are red, green and blue, of other numbers the first is shown.
     *
     * @param values of the sample in row-major order; NaN counts as the least
     * @param shape height and width, or channels, height and width
     */
    public static Optional<SamplePicture> of(double[] values, Shape shape) {
        int rank = shape.rank();
        if (rank < 2 || rank > 3 || shape.count().orElse(0) != values.length || values.length == 0) {
            return Optional.empty();
        }
        int channels = rank == 3 ? (int) shape.dimension(0) : 1;
        int height = (int) shape.dimension(-2);
        int width = (int) shape.dimension(-1);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Double.isFinite(value) ? Math.min(least, value) : least;
            most = Double.isFinite(value) ? Math.max(most, value) : most;
        }
        double range = most > least ? most - least : 1;
        int columns = Math.min(MOST, width);
        int rows = Math.min(MOST, height);
        List<Rgb> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int[] color = new int[3];
                for (int c = 0; c < 3; c++) {
                    double mean = mean(values, (channels == 3 ? c : 0) * height * width, width,
                            new int[] {row * height / rows, (row + 1) * height / rows},
                            new int[] {column * width / columns, (column + 1) * width / columns}, least);
                    color[c] = (int) Math.round(255 * Math.max(0, Math.min(1, (mean - least) / range)));
                }
                cells.add(new Rgb(color[0], color[1], color[2]));
            }
        }
        return Optional.of(new SamplePicture(columns, cells));
    }

    private static double mean(double[] values, int start, int width, int[] rows, int[] columns, double least) {
        double sum = 0;
        for (int y = rows[0]; y < rows[1]; y++) {
            for (int x = columns[0]; x < columns[1]; x++) {
                double value = values[start + y * width + x];
                sum += Double.isFinite(value) ? value : least;
            }
        }
        return sum / ((rows[1] - rows[0]) * (columns[1] - columns[0]));
    }
}
