package org.lamina.ui.graph;

import java.text.NumberFormat;
import java.util.Comparator;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.lamina.model.TensorInfo;

/** A column of the table of tensors. */
enum TensorColumn {

    NAME(Messages.TensorPage_name, SWT.LEFT, 4, TensorInfo::name, Comparator.comparing(TensorInfo::name)),
    TYPE(Messages.TensorPage_type, SWT.LEFT, 1, tensor -> tensor.dtype().label(),
            Comparator.comparing(tensor -> tensor.dtype().label())),
    SHAPE(Messages.TensorPage_shape, SWT.LEFT, 2, tensor -> tensor.shape().toString(),
            Comparator.comparing((TensorInfo tensor) -> tensor.shape().rank()).thenComparing(TensorInfo::count)),
    VALUES(Messages.TensorPage_values, SWT.RIGHT, 1, tensor -> number(tensor.count()),
            Comparator.comparing(TensorInfo::count)),
    BYTES(Messages.TensorPage_bytes, SWT.RIGHT, 1, tensor -> number(tensor.bytes()),
            Comparator.comparing(TensorInfo::bytes));

    private final String title;
    private final int alignment;
    private final int weight;
    private final Function<TensorInfo, String> text;
    private final Comparator<TensorInfo> order;

    TensorColumn(String title, int alignment, int weight, Function<TensorInfo, String> text,
            Comparator<TensorInfo> order) {
        this.title = title;
        this.alignment = alignment;
        this.weight = weight;
        this.text = text;
        this.order = order;
    }

    String title() {
        return title;
    }

    /** {@link SWT#LEFT} or {@link SWT#RIGHT}. */
    int alignment() {
        return alignment;
    }

    /** Its share of the width. */
    int weight() {
        return weight;
    }

    String text(TensorInfo tensor) {
        return text.apply(tensor);
    }

    Comparator<TensorInfo> order() {
        return order;
    }

    private static String number(long count) {
        return NumberFormat.getIntegerInstance().format(count);
    }
}
