package deepq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void aPictureOfFewColorsIsStoredExactly() throws Exception {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, (i % 16) * 0x110000 | (i / 16) * 0x11);
        }
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(Png.encode(List.of(image), 0, 0)));
        for (int i = 0; i < 256; i++) {
            assertEquals(image.getRGB(i % 16, i / 16), back.getRGB(i % 16, i / 16));
        }
    }

    @Test
    void ofAMovingPictureOnlyWhatChangesIsStored() throws Exception {
        List<BufferedImage> frames = IntStream.range(0, 3)
                .mapToObj(i -> {
                    BufferedImage frame = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
                    frame.setRGB(5 + i, 7, 0xFF0000);
                    return frame;
                })
                .toList();
        byte[] file = Png.encode(frames, 100, 500);
        assertEquals(
                0xFFFF0000,
                ImageIO.read(new ByteArrayInputStream(file)).getRGB(5, 7),
                "the first stands where none moves");
        List<String> chunks = new ArrayList<>();
        List<Integer> boxes = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(file, 8, file.length - 8);
        while (rest.hasRemaining()) {
            byte[] content = new byte[rest.getInt() + 4];
            rest.get(content);
            rest.getInt();
            chunks.add(new String(content, 0, 4, StandardCharsets.US_ASCII));
            if (chunks.get(chunks.size() - 1).equals("fcTL")) {
                ByteBuffer control = ByteBuffer.wrap(content, 8, 18);
                IntStream.range(0, 4).forEach(i -> boxes.add(control.getInt()));
            }
        }
        assertEquals("[IHDR, PLTE, acTL, fcTL, IDAT, fcTL, fdAT, fcTL, fdAT, IEND]", chunks.toString());
        assertEquals(List.of(40, 30, 0, 0, 2, 1, 5, 7, 2, 1, 6, 7), boxes);
        assertTrue(file.length < 1500, file.length + " bytes");
    }
}
