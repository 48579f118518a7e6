//! Clean skin of the six phototypes beside each other, cheek above forearm, to be looked at: `phototypes OUT.png`.

use needlework::concern::Concern;
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site, Skin};
use needlework::surface::optics::{ColourTable, SkinOptics};
use needlework::surface::{SkinSurface, SurfaceState, Window};
use needlework_picture::raster::{Canvas, Colour, rgb_png};
use needlework_picture::surface::{Light, develop, shade};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("a file for the picture")?;
    let (side, spacing) = (14.0, 0.07);
    let pixels = 200;
    let mut strip = Canvas::new(6 * pixels, 4 * pixels, Colour::WHITE)?;
    for (row, site) in ["cheek", "volar-forearm"].into_iter().enumerate() {
        let site = Site { id: site.into(), ..Site::reference_face() };
        let skin = Skin::resolve(&Person::median(30.0, Sex::Female, Phototype::III), &site)?;
        let surface = SkinSurface::new(&skin, &Concern::default(), 40.0, Key::new(5), 0);
        let colours = ColourTable::new(&SkinOptics::new(&surface.optics));
        for (column, melanin) in [0.7, 0.85, 1.0, 1.4, 1.8, 2.3].into_iter().enumerate() {
            let window = Window::centred(side, side, spacing)?;
            let maps = surface.maps(window, &SurfaceState::at_rest(melanin, 0.0), None);
            for (light, lamp) in [Light::Frontal, Light::Raking].into_iter().enumerate() {
                let piece = develop(&shade(&maps, &colours, lamp))?;
                strip.paste(&piece, column * pixels, (2 * row + light) * pixels);
            }
        }
    }
    std::fs::write(out, rgb_png(&strip.to_rgb8())?)?;
    Ok(())
}
