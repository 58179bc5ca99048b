package org.lamina.checks.rules;

import org.junit.jupiter.api.Test;

/** Images that a program reads file by file, in a data set of its own or into a list. */
class ImageFilesTest {

    private static final String RULE = "input-range";
    private static final String DATA = """
            import cv2
            import numpy as np
            from PIL import Image
            from torch.utils.data import Dataset, DataLoader
            from torchvision import transforms as T
            class Pictures(Dataset):
                def __init__(self, files, transform=None):
                    self.files = files
                    self.transform = transform
                def __getitem__(self, i):
                    image = Image.open(self.files[i]).convert('RGB')  # <-
                    if self.transform:
                        image = self.transform(image)
                    image = np.array(image, dtype=np.float32).transpose(2, 0, 1)
                    return torch.from_numpy(image), self.labels[i]
            """;
    private static final String LOOP = """
            net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(288, 10))
            opt = torch.optim.Adam(net.parameters(), lr=1e-3)
            for epoch in range(10):
                for x, y in train:
                    opt.zero_grad()
                    loss = F.cross_entropy(net(x), y)
                    loss.backward()
                    opt.step()
            """;
    private static final String TRAIN = "train = DataLoader(Pictures(files), batch_size=8, shuffle=True)\n";

    @Test
    void findsBytesThatADataSetOfTheProgramGives() {
        Example.torch(DATA + TRAIN + LOOP).finds(RULE);
        Example.torch(DATA.replace("Image.open(self.files[i]).convert('RGB')", "cv2.imread(self.files[i])") + TRAIN
                + LOOP).finds(RULE);
        Example.torch(DATA + "train = DataLoader(dataset=Pictures(files, T.Compose([T.Resize(8), "
                + "T.RandomHorizontalFlip()])), batch_size=8)\n" + LOOP).finds(RULE);
    }

    @Test
    void saysNothingWhereverTheyMayBeScaled() {
        fine(DATA.replace("(2, 0, 1)", "(2, 0, 1) / 255") + TRAIN + LOOP);
        fine(DATA + TRAIN + LOOP.replace("net(x)", "net(x.float() / 255)"));
        fine(DATA + TRAIN + LOOP.replace("nn.Sequential(", "nn.Sequential(nn.BatchNorm2d(3), "));
        fine(DATA.replace("return torch", "image = standardise(image)\n        return torch") + TRAIN + LOOP);
        fine(DATA + TRAIN.replace("files)", "files, T.Compose([T.Resize(8), T.ToTensor()]))") + LOOP);
        fine(DATA + TRAIN.replace("files)", "files, transform=choose())") + LOOP);
        fine(DATA + TRAIN.replace("8, ", "8, collate_fn=pack, ") + LOOP);
    }

    @Test
    void findsBytesThatAreReadIntoAList() {
        String read = """
                import cv2
                images = []
                for name in names:
                    image = cv2.imread(name)  # <-
                    images.append(cv2.resize(image, (64, 64)))
                """;
        String fit = """
                model = keras.Sequential([Conv2D(8, 3, activation='relu'), Flatten(), Dense(1, activation='sigmoid')])
                model.compile('adam', 'binary_crossentropy')
                model.fit(images, labels, validation_split=0.2, epochs=20)
                """;
        Example.keras(read + "images = np.array(images, dtype='float32')\n" + fit).finds(RULE);
        Example.keras(read + "images = np.array(images, dtype='float32') / 255\n" + fit).isFineFor(RULE);
        String scaled = read.replace("image, (64, 64))", "image, (64, 64)) / 255.0");
        Example.keras(scaled + "images = np.array(images)\n" + fit).isFineFor(RULE);
    }

    private static void fine(String text) {
        Example.torch(text).isFineFor(RULE);
    }
}
