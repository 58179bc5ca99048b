package org.lamina.source.following.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Values;
import org.lamina.source.python.TextRange;

/**
 * Images that a program reads file by file and prepares itself (API references of Pillow, OpenCV, imageio, scikit-image
 * and torchvision): they are bytes until something is known or may be meant to scale them.
 */
final class ImageCalls {

    private static final Set<String> READING = Set.of("PIL.Image.open", "cv2.imread", "imageio.imread",
            "imageio.v2.imread", "imageio.v3.imread", "skimage.io.imread", "torchvision.io.read_image",
            "torchvision.io.decode_image");
    /** Functions and methods that move and mix pixels and keep their range. */
    private static final Set<String> MOVING = Set.of("cvtColor", "resize", "flip", "rotate", "convert", "crop",
            "thumbnail", "transpose", "moveaxis", "rollaxis", "permute", "swapaxes", "fliplr", "flipud", "pad",
            "center_crop", "hflip", "vflip", "pil_to_tensor");
    /** Transforms of torchvision that do not scale, beside those whose names begin with Random. */
    private static final Set<String> KEEPING = Set.of("Resize", "CenterCrop", "Pad", "Grayscale", "PILToTensor",
            "ToPILImage", "ColorJitter", "FiveCrop", "TenCrop", "ToImage");
    private static final Set<String> SCALING = Set.of("ToTensor", "ConvertImageDtype");

    private final Follower follower;

    ImageCalls(Follower follower) {
        this.follower = follower;
    }

    /** An image that a function reads or moves; empty if it does neither. */
    static Optional<Value> call(String name, Args args) {
        if (READING.contains(name)) {
            return Optional.of(image(Optional.of(args.range())));
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean library = name.startsWith("cv2.") || name.startsWith("numpy.") || name.startsWith("torch")
                || name.startsWith("PIL.");
        return library ? moved(args.value(0), last) : Optional.empty();
    }

    /** Bytes of which is only known where they are read. */
    private static Value.Array image(Optional<TextRange> range) {
        return new Value.Array(new Data("", Values.BYTES, Labels.UNKNOWN, Optional.empty(), Optional.empty(),
                Optional.empty(), range));
    }

    /** An image after a method of it. */
    static Optional<Value> moved(Value image, String method) {
        return MOVING.contains(method) && image instanceof Value.Array array && array.data().values() == Values.BYTES
                ? Optional.of(new Value.Array(Arrays.withShape(array.data(), Optional.empty()), array.loader()))
                : Optional.empty();
    }

    /** Images that were put into a list one by one. */
    static Optional<Data> listed(Value list) {
        boolean images = list instanceof Value.Sequence sequence && !sequence.items.isEmpty()
                && sequence.items.stream().allMatch(item -> item instanceof Value.Array array
                        && array.data().values() == Values.BYTES);
        return images ? Optional.of(Arrays.part(((Value.Sequence) list).items.get(0).data(), "all"))
                : Optional.empty();
    }

    /** Data after transforms of torchvision; empty if they are none. */
    static Optional<Value> transformed(Value.Opaque transform, Args args) {
        return transform.type().startsWith(Transforms.TRANSFORM) && args.value(0) instanceof Value.Array array
                ? Optional.of(new Value.Array(transformed(transform, array.data()), array.loader()))
                : Optional.empty();
    }

    private static Data transformed(Value transform, Data data) {
        String type = transform instanceof Value.Opaque opaque && opaque.type().startsWith(Transforms.TRANSFORM)
                ? opaque.type().substring(Transforms.TRANSFORM.length()) : "";
        if (type.equals("Compose")) {
            Value steps = ((Value.Opaque) transform).args().value(0, "transforms");
            if (!(steps instanceof Value.Sequence list) || !list.exact) {
                return Arrays.changed(data);
            }
            Data after = data;
            for (Value step : list.items) {
                after = transformed(step, after);
            }
            return after;
        }
        boolean keeps = KEEPING.contains(type) || type.startsWith("Random") && !type.equals("RandomApply")
                && !type.equals("RandomChoice") && !type.equals("RandomOrder");
        return keeps ? data : SCALING.contains(type) ? Arrays.with(data, Values.SCALED) : Arrays.changed(data);
    }

    /**
     * The samples of a data set that the program defines, as its method gives one of them.
     *
     * @return empty unless it is an object with such a method that gives images, alone or before their labels
     */
    Optional<Value.Array> samples(Value dataset) {
        if (!(dataset instanceof Value.Instance object) || object.module) {
            return Optional.empty();
        }
        Value given = follower.application().method(object, "__getitem__", List.of(Value.unknown()))
                .orElseGet(Value::unknown);
        Value first = given instanceof Value.Sequence pair && !pair.items.isEmpty() ? pair.items.get(0) : given;
        return first instanceof Value.Array array && array.data().values() == Values.BYTES
                ? Optional.of(image(array.data().range())) : Optional.empty();
    }
}
