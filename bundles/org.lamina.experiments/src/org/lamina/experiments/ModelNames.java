package org.lamina.experiments;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of checkpoint files tell about their models. */
final class ModelNames {

    /** Names in the order that people expect: without regard to case, and numbers by their value. */
    static final Comparator<String> NATURAL = ModelNames::compare;

    private static final Pattern EXTENSION = Pattern.compile("(?<=.)\\.[A-Za-z]\\w{0,14}$");
    private static final Pattern FORMAT = Pattern.compile("(^|[-_.])(traced?|script(ed)?|jit|ts|torchscript|onnx)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MOMENT = Pattern.compile("(^|[-_.])"
            + "((epochs?|ep|e|steps?|iter|checkpoint|ckpt)[-_=]?\\d+|\\d+|best|last|latest|final)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHUNK = Pattern.compile("\\d+|\\D+");

    private ModelNames() {
    }

    /**
     * The name of the model that a file is a checkpoint of: the file's name without extension, format and moment.
     *
     * @param fileName the name of the file
     * @param otherwise the name if nothing is left, as of {@code epoch-0003.pt}
     */
    static String of(String fileName, String otherwise) {
        String name = EXTENSION.matcher(fileName).replaceFirst("");
        String before;
        do {
            before = name;
            name = MOMENT.matcher(FORMAT.matcher(name).replaceFirst("")).replaceFirst("");
        } while (!name.equals(before));
        return name.isEmpty() ? otherwise : name;
    }

    private static int compare(String left, String right) {
        Matcher a = CHUNK.matcher(left.toLowerCase(Locale.ROOT));
        Matcher b = CHUNK.matcher(right.toLowerCase(Locale.ROOT));
        while (true) {
            boolean more = a.find();
            if (!b.find()) {
                return more ? 1 : left.compareTo(right);
            } else if (!more) {
                return -1;
            }
            int order = compareChunks(a.group(), b.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareChunks(String left, String right) {
        if (!Character.isDigit(left.charAt(0)) || !Character.isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String a = left.replaceFirst("^0+(?=.)", "");
        String b = right.replaceFirst("^0+(?=.)", "");
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
