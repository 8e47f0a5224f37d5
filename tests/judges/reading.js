// SPDX-License-Identifier: AGPL-3.0-or-later
// Goes through a book that foliate-js shows, with type of so many percent, and tells what it saw of every section.
async percent => {
  const view = document.querySelector('foliate-view'), renderer = view.renderer
  const wait = time => new Promise(done => setTimeout(done, time))
  const told = {wide: [], tall: [], hidden: [], beyond: [], pale: [], texts: [], pages: 0}
  const reader = globalThis.reader
  // The same way as readers set it: on the root, above what the book says.
  document.head.append(Object.assign(document.createElement('style'), {textContent: '#header-bar,#nav-bar{opacity:0}'}))
  const sized = `html { color-scheme: light dark } html { font-size: ${percent}% !important }
    aside[role~="doc-footnote"] { display: none }`

  const name = element => `${element.localName}${element.className && element.className.baseVal === undefined
    ? '.' + [...element.classList].join('.') : ''}`
  const path = element => [element.closest('table,figure,section')].filter(Boolean).map(name).join('') + ' > ' + name(element)

  // Colours, as WCAG 2.2 reckons contrast.
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true})
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r, g, b]) => [r, g, b].map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0)
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = rgb(getComputedStyle(each).backgroundColor)
      if (colour[3] === 255) return colour
    }
    const probe = Object.assign(document.createElement('div'), {style: 'background-color: Canvas'})
    document.body.append(probe)
    const colour = rgb(getComputedStyle(probe).backgroundColor)
    probe.remove()
    return colour
  }

  for (const [index, section] of view.book.sections.entries()) {
    if (section.linear === 'no') continue
    await renderer.goTo({index, anchor: 0})
    renderer.setStyles(['', sized])
    await wait(60)
    const doc = renderer.getContents()[0].doc, root = doc.documentElement, window = doc.defaultView
    await doc.fonts.ready
    // All columns are laid out beside each other, whatever the window shows.
    await wait(120)
    const file = section.id.split('/').pop()
    const style = window.getComputedStyle(root), gap = parseFloat(style.columnGap)
    const box = root.getBoundingClientRect(), rtl = window.getComputedStyle(doc.body).direction === 'rtl'
    const size = box.width, bottom = box.top + root.clientHeight
    const content = size - gap, columns = Math.floor((content + gap) / (parseFloat(style.columnWidth) + gap))
    const width = (content - (columns - 1) * gap) / columns
    const pages = Math.round(doc.defaultView.frameElement.getBoundingClientRect().width / size)
    told.pages += pages
    const say = (kind, element, text) =>
      told[kind].push(`${file} ${path(element)}: ${text.trim().replace(/\s+/g, ' ').slice(0, 60)}`)
    const judge = (rects, element, text, play = 1.5) => {
      for (const rect of rects) {
        if (!rect.width || !rect.height) continue
        const from = (rtl ? box.right - rect.right : rect.left - box.left) - gap / 2
        const column = Math.floor((from + 3) / (width + gap)), within = from - column * (width + gap)
        const off = 1.5 + column / 20  // columns are placed in 64ths of a pixel, so those far away are a little off
        if (within + rect.width > width + off || within < -off) return say('wide', element, `${text.trim().slice(0, 30)} (${Math.round(within)} + ${Math.round(rect.width)} of ${Math.round(width)})`)
        if (column < 0 || column >= pages * columns) return say('beyond', element, text)
        if (rect.top < box.top - play || rect.bottom > bottom + play) return say('tall', element, text)
      }
    }
    const read = []
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
      const text = node.data, element = node.parentElement
      if (!text.trim() || element.closest('script,style,title,desc,aside[role~="doc-footnote"],[hidden]')) continue
      const range = doc.createRange()
      range.selectNodeContents(node)
      const rects = [...range.getClientRects()]
      const computed = window.getComputedStyle(element)
      const clipped = element.closest('[class]') && [...ancestors(element)].some(each => window.getComputedStyle(each).clipPath !== 'none')
      if (clipped) {  // what a voice reads; the eye has the label before each cell, or the next mark of a scale
        read.push(text)
        continue
      }
      if (!rects.some(each => each.width && each.height) || computed.visibility === 'hidden' || computed.opacity === '0') {
        say('hidden', element, text)
        continue
      }
      read.push(text)
      // The box of a line of text is as high as its font says, often higher than the line and its ink.
      judge(rects, element, text, parseFloat(computed.fontSize) / 2)
      const points = parseFloat(computed.fontSize) * 0.75, bold = parseInt(computed.fontWeight) >= 700
      const needed = points >= 18 || (bold && points >= 14) ? 3 : 4.5
      if (ratio(rgb(computed.color), ground(element)) < needed) say('pale', element, text)
    }
    for (const element of doc.body.querySelectorAll('img,svg,video,canvas')) {
      if (element.closest('[hidden]')) continue
      const rects = [...element.getClientRects()]
      const text = element.getAttribute('alt') ?? element.querySelector('title')?.textContent ?? ''
      if (!rects.some(each => each.width > 4 && each.height > 1)) say('hidden', element, text)
      else judge(rects, element, text)
      for (const shape of element.querySelectorAll('path,rect,circle,line,text')) {
        const computed = window.getComputedStyle(shape)
        const paints = [computed.fill, computed.stroke].filter(each => each !== 'none')
        if (!paints.some(each => ratio(rgb(each), ground(element)) >= 3)) say('pale', shape, text)
      }
    }
    told.texts.push(read.join('').replace(/\s+/g, ' '))
  }
  function* ancestors(element) { for (let each = element; each; each = each.parentElement) yield each }
  return told
}
