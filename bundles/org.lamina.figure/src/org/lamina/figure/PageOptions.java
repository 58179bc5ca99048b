package org.lamina.figure;

/**
 * How a figure fits the page of a journal.
 *
 * @param widthMillimetres the width that it has at most, in millimetres; 0 for as wide as it is
 * @param minimumTextPoints the size of its text in points at least, in print; 0 for any
 */
public record PageOptions(double widthMillimetres, double minimumTextPoints) {

    /** The widths of most journals' columns: 88 mm and 180 mm, with text of 8 points. */
    public enum Preset {
        SINGLE_COLUMN(88), DOUBLE_COLUMN(180);

        private final double width;

        Preset(double width) {
            this.width = width;
        }

        /** The page of this preset. */
        public PageOptions page() {
            return new PageOptions(width, 8);
        }
    }

    public PageOptions {
        if (!(widthMillimetres >= 0 && minimumTextPoints >= 0)) {
            throw new IllegalArgumentException("widths and sizes are not below 0");
        }
    }

    /** As wide as the figure is. */
    public static PageOptions free() {
        return new PageOptions(0, 0);
    }
}
