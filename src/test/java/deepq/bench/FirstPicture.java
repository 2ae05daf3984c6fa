package deepq.bench;

import deepq.agent.DqnConfig;
import deepq.agent.Trainer;
import deepq.course.notebook.BackgroundTraining;
import deepq.course.notebook.Episode;
import deepq.course.view.BreakoutScene;
import deepq.course.view.CartPoleScene;
import deepq.course.view.Scene;
import deepq.course.view.Shape;
import deepq.env.Breakout;
import deepq.env.CartPole;
import deepq.env.FrameStack;
import deepq.network.DenseNetwork;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * The README's first picture, a pole and a game of Breakout before and after training:
 * {@code mvn test-compile exec:exec@author -Dmain=deepq.bench.FirstPicture} trains both agents (a minute) and writes
 * notebooks/images/agents.gif.
 */
public final class FirstPicture {
    private static final int WIDTH = 660;
    private static final int HEIGHT = 290;
    private static final int SIDE = 240;

    /** Hundredths of a second. */
    private static final int PAUSE = 8;

    private static final long SEED = 2;

    private FirstPicture() {}

    public static void main(String[] arguments) throws IOException {
        Trainer pole = new Trainer(DqnConfig.cartPole(), CartPole::v1, DenseNetwork.hidden(32, 32), SEED);
        Trainer breakout = new Trainer(
                BackgroundTraining.recipe(250_000),
                () -> new FrameStack(Breakout.create(), 2),
                DenseNetwork.hidden(64),
                SEED);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = open(new File("notebooks/images/agents.gif"))) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            show(writer, "before training", 45, pole, breakout);
            System.out.println(pole.run());
            System.out.println(breakout.run());
            show(writer, "after training", 170, pole, breakout);
            writer.endWriteSequence();
        }
        System.out.println("pole " + pole.evaluate(20) + "\nBreakout " + breakout.evaluate(20));
    }

    private static ImageOutputStream open(File file) throws IOException {
        file.delete(); // ImageIO writes over the beginning of a file and leaves its rest
        return ImageIO.createImageOutputStream(file);
    }

    private static void show(ImageWriter writer, String when, int pictures, Trainer pole, Trainer breakout)
            throws IOException {
        List<float[]> left = observations(pole);
        List<float[]> right = observations(breakout);
        for (int i = 0; i < pictures; i++) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.setColor(new Color(0x333333));
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
            graphics.drawString("CartPole, " + when, 20, 27);
            graphics.drawString("Breakout, " + when, WIDTH - 20 - SIDE, 27);
            // The pole's pictures are 0.02 seconds apart.
            draw(graphics, scene(left, 4 * i, CartPoleScene::of), 20, SIDE * 3 / 2);
            draw(graphics, scene(right, i, seen -> BreakoutScene.of(seen, SIDE)), WIDTH - 20 - SIDE, SIDE);
            graphics.dispose();
            writer.writeToSequence(new IIOImage(image, null, timed(writer, image, i == 0)), null);
        }
    }

    private static List<float[]> observations(Trainer trainer) {
        return Episode.play(trainer.newEnvironment(), trainer.agent(), SEED).observations();
    }

    /** An episode that is over begins again, after its last picture was shown a while. */
    private static Scene scene(List<float[]> observations, int step, Function<float[], Scene> draw) {
        return draw.apply(observations.get(Math.min(step % (observations.size() + 20), observations.size() - 1)));
    }

    private static void draw(Graphics2D graphics, Scene scene, int left, int width) {
        Graphics2D pen = (Graphics2D) graphics.create(left, 40, width, SIDE);
        pen.scale(width / (double) scene.width(), SIDE / (double) scene.height());
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, scene.width(), scene.height());
        for (Shape shape : scene.shapes()) {
            pen.setColor(Color.decode(shape.color()));
            if (shape instanceof Shape.Line l) {
                pen.setStroke(new BasicStroke((float) l.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
                pen.draw(new Line2D.Double(l.x1(), l.y1(), l.x2(), l.y2()));
            } else if (shape instanceof Shape.Circle c) {
                double across = 2 * c.radius();
                pen.fill(new Ellipse2D.Double(c.x() - c.radius(), c.y() - c.radius(), across, across));
            } else if (shape instanceof Shape.Polygon p) {
                Path2D path = new Path2D.Double();
                path.moveTo(p.points()[0], p.points()[1]);
                for (int i = 2; i < p.points().length; i += 2) {
                    path.lineTo(p.points()[i], p.points()[i + 1]);
                }
                pen.fill(path);
            }
        }
        pen.dispose();
    }

    /** Says how long a picture is shown, and that all begin again after the last. */
    private static IIOMetadata timed(ImageWriter writer, BufferedImage image, boolean again) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", "" + PAUSE);
        root.appendChild(control);
        if (again) {
            IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
            extension.setAttribute("applicationID", "NETSCAPE");
            extension.setAttribute("authenticationCode", "2.0");
            extension.setUserObject(new byte[] {1, 0, 0});
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            extensions.appendChild(extension);
            root.appendChild(extensions);
        }
        metadata.setFromTree(format, root);
        return metadata;
    }
}
