package org.lamina.figure.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.lamina.figure.scene.Scene;

/**
 * Writes a scene as PNG. Draws in memory, without a display or installed fonts; a program that has no window should
 * set the system property {@code java.awt.headless}.
 */
public final class PngExporter {

    /** The most pixels a picture may have; takes four bytes each while it is drawn. */
    public static final long MAX_PIXELS = 100_000_000;

    private static final double PIXELS_PER_INCH = 96;
    private static final double METRES_PER_INCH = 0.0254;

    /**
     * Writes the file. It is written beside its place and moved there, so that a failure leaves no half file. A scene
     * without a background is drawn on white.
     *
     * @param scale pixels of the picture for one of the scene: 1 for 96 dots per inch, 3.125 for 300; above 0
     * @throws IOException if the picture would have more than {@link #MAX_PIXELS} or can't be written
     */
    public void write(Scene scene, double scale, Path file) throws IOException {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("a scale is above 0, not " + scale);
        }
        double width = Math.max(1, Math.ceil(scene.width() * scale));
        double height = Math.max(1, Math.ceil(scene.height() * scale));
        if (width * height > MAX_PIXELS) {
            throw new IOException(String.format("%s: the picture would have %.0f × %.0f pixels, but at most %d million"
                    + " fit; export with a smaller scale, or as SVG", file.getFileName(), width, height,
                    MAX_PIXELS / 1_000_000));
        }
        WholeFile.write(file, encoded(drawn(scene, scale, (int) width, (int) height), scale));
    }

    private static BufferedImage drawn(Scene scene, double scale, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            new AwtPainter(graphics).paint(scene);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, double scale) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image),
                    null);
            metadata.mergeTree("javax_imageio_png_1.0", resolution(scale));
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The pHYs chunk, which makes a text processor place the picture in its true size. */
    private static IIOMetadataNode resolution(double scale) {
        String perMetre = Long.toString(Math.round(PIXELS_PER_INCH * scale / METRES_PER_INCH));
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", perMetre);
        size.setAttribute("pixelsPerUnitYAxis", perMetre);
        size.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(size);
        return root;
    }
}
