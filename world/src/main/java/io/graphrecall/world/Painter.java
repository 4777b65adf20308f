package io.graphrecall.world;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Paints pictures of {@value #SIZE} by {@value #SIZE} pixels. */
final class Painter {

    static final int SIZE = 64;

    BufferedImage paint(PictureStyle style) {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            paintBackground(canvas, style);
            paintShapes(canvas, style);
            if (style.clickbait()) {
                paintClickbait(canvas);
            }
        } finally {
            canvas.dispose();
        }
        return picture;
    }

    /** Paints the background. Styles differ in pattern, saturation and brightness. */
    private static void paintBackground(Graphics2D canvas, PictureStyle style) {
        if (style.style() < 0) {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, SIZE, SIZE);
            return;
        }
        double saturation = 0.1 * (style.style() % 4);
        double brightness = style.style() < 4 ? 0.95 : 0.75;
        Color background = colour(style.hue(), 0.15 + saturation, brightness);
        canvas.setColor(background);
        canvas.fillRect(0, 0, SIZE, SIZE);
        canvas.setColor(colour(style.hue(), 0.3 + saturation, brightness - 0.2));
        switch (style.style()) {
            case 0 -> canvas.fillRect(0, SIZE - 12, SIZE, 12);
            case 1 -> stripes(canvas, 8, 0);
            case 2 -> dots(canvas, 12, 5);
            case 3 -> checks(canvas);
            case 4 -> rings(canvas);
            case 5 -> stripes(canvas, 10, Math.PI / 4);
            case 6 -> {
                canvas.setPaint(new GradientPaint(0, 0, background, 0, SIZE, canvas.getColor()));
                canvas.fillRect(0, 0, SIZE, SIZE);
            }
            default -> dots(canvas, 6, 2);
        }
    }

    private static void paintShapes(Graphics2D canvas, PictureStyle style) {
        canvas.setColor(colour(style.hue() + 0.06, 0.85, style.style() >= 4 ? 0.95 : 0.7));
        for (int i = 0; i < style.count(); i++) {
            double size = SIZE * style.size() * (1 - 0.2 * i);
            double angle = style.rotation() + i * 2 * Math.PI / 3;
            double offset = style.count() == 1 ? 0 : SIZE * 0.22;
            AffineTransform move = AffineTransform.getTranslateInstance(
                    SIZE * style.x() + offset * StrictMath.cos(angle),
                    SIZE * style.y() + offset * StrictMath.sin(angle));
            move.rotate(style.rotation());
            move.scale(size, size);
            canvas.fill(move.createTransformedShape(shape(style.shape())));
        }
    }

    private static void paintClickbait(Graphics2D canvas) {
        canvas.setColor(Color.RED);
        canvas.setStroke(new BasicStroke(5));
        canvas.drawRect(2, 2, SIZE - 5, SIZE - 5);
        canvas.setColor(Color.YELLOW);
        canvas.fillOval(SIZE - 26, 4, 22, 22);
    }

    /** Returns a shape of about unit size around the origin. */
    private static Shape shape(int number) {
        return switch (number) {
            case 0 -> new Ellipse2D.Double(-0.5, -0.5, 1, 1);
            case 1 -> new Rectangle2D.Double(-0.45, -0.45, 0.9, 0.9);
            case 2 -> polygon(3, 0.6);
            default -> polygon(10, 0.25);
        };
    }

    /** Returns a polygon whose corners alternate between the inner radius and half a unit. */
    private static Shape polygon(int corners, double innerRadius) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double distance = corners % 2 == 1 || i % 2 == 1 ? Math.max(innerRadius, 0.5) : innerRadius;
            double angle = 2 * Math.PI * i / corners;
            double x = distance * StrictMath.cos(angle);
            double y = distance * StrictMath.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    private static void stripes(Graphics2D canvas, int every, double rotation) {
        AffineTransform original = canvas.getTransform();
        canvas.rotate(rotation, SIZE / 2.0, SIZE / 2.0);
        for (int y = -SIZE; y < 2 * SIZE; y += every) {
            canvas.fillRect(-SIZE, y, 3 * SIZE, every / 2);
        }
        canvas.setTransform(original);
    }

    private static void dots(Graphics2D canvas, int every, int size) {
        for (int y = 2; y < SIZE; y += every) {
            for (int x = 2; x < SIZE; x += every) {
                canvas.fillOval(x, y, size, size);
            }
        }
    }

    private static void checks(Graphics2D canvas) {
        int cell = SIZE / 8;
        for (int i = 0; i < 64; i++) {
            if ((i / 8 + i % 8) % 2 == 0) {
                canvas.fillRect(i % 8 * cell, i / 8 * cell, cell, cell);
            }
        }
    }

    private static void rings(Graphics2D canvas) {
        canvas.setStroke(new BasicStroke(2));
        for (int size = 8; size < 2 * SIZE; size += 12) {
            canvas.drawOval((SIZE - size) / 2, (SIZE - size) / 2, size, size);
        }
    }

    private static Color colour(double hue, double saturation, double brightness) {
        return Color.getHSBColor((float) hue, (float) saturation, (float) brightness);
    }
}
